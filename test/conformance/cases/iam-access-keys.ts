import { CreateAccessKeyCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { markerOf, readPages, sizes } from '../harness/pages.ts';
import { present } from '../harness/present.ts';
import { createKey, listKeys } from './access-key-calls.ts';

/** CreateAccessKey and ListAccessKeys. */
export const iamAccessKeyCases: CaseFile = (target) => [
  {
    id: 'iam-access-keys/create',
    title: 'CreateAccessKey gives an Active key with its secret',
    run: async () => {
      const { userName, key } = await createKey(target, 'create');
      expect(key.UserName).toBe(userName);
      expect(key.Status).toBe('Active');
      expect(key.AccessKeyId).toMatch(/^AKIA[A-Z0-9]{12,124}$/);
      // Lengths only: a failed assertion prints what it compared.
      expect(present(key.SecretAccessKey, 'secret').length).toBe(40);
      expect(key.CreateDate).toBeInstanceOf(Date);
    },
  },
  {
    id: 'iam-access-keys/create-unknown-user',
    title: 'CreateAccessKey for an unknown user is NoSuchEntity',
    run: async () => {
      const call = target
        .clients()
        .iam.send(new CreateAccessKeyCommand({ UserName: 'conformance-no-such-user' }));
      expect(await errorName(call)).toBe('NoSuchEntityException');
    },
  },
  {
    id: 'iam-access-keys/list',
    title: 'ListAccessKeys gives id, status, user and creation date, and never the secret',
    run: async () => {
      const { userName, key } = await createKey(target, 'list');
      const listed = await listKeys(target, userName);
      expect(listed.length).toBe(1);
      expect(listed[0]).toEqual({
        UserName: userName,
        AccessKeyId: key.AccessKeyId,
        Status: 'Active',
        CreateDate: key.CreateDate,
      });
    },
  },
  {
    id: 'iam-access-keys/create-date-seconds',
    title: 'the creation date of a key has no fraction of a second, and is the same when listed',
    run: async () => {
      const { userName, key } = await createKey(target, 'dates');
      const created = present(key.CreateDate, 'CreateDate');
      const listed = await listKeys(target, userName);
      const same = listed.find((candidate) => candidate.AccessKeyId === key.AccessKeyId);
      expect(created.getMilliseconds()).toBe(0);
      expect(present(same?.CreateDate, 'CreateDate').toISOString()).toBe(created.toISOString());
    },
  },
  {
    id: 'iam-access-keys/list-paging',
    title: 'ListAccessKeys with MaxItems 1 goes on through Marker',
    run: async () => {
      const { userName, key: first } = await createKey(target, 'page');
      const { key: second } = await createKey(target, 'page');
      const pages = await readPages(async (Marker) => {
        const input = { UserName: userName, MaxItems: 1, ...(Marker === undefined ? {} : { Marker }) };
        const answer = await target.clients().iam.send(new ListAccessKeysCommand(input));
        return {
          items: (answer.AccessKeyMetadata ?? []).map((key) => key.AccessKeyId),
          next: markerOf(answer),
        };
      });
      expect(sizes(pages)).toEqual([1, 1]);
      expect(pages.flat().toSorted()).toEqual([first.AccessKeyId, second.AccessKeyId].toSorted());
    },
  },
  {
    id: 'iam-access-keys/list-unknown-user',
    title: 'ListAccessKeys of an unknown user is NoSuchEntity',
    run: async () => {
      const call = target
        .clients()
        .iam.send(new ListAccessKeysCommand({ UserName: 'conformance-no-such-user' }));
      expect(await errorName(call)).toBe('NoSuchEntityException');
    },
  },
  {
    id: 'iam-access-keys/quota',
    title: 'a third key is LimitExceeded and is not made',
    run: async () => {
      const { userName } = await createKey(target, 'quota');
      await createKey(target, 'quota');
      const call = target.clients().iam.send(new CreateAccessKeyCommand({ UserName: userName }));
      expect(await errorName(call)).toBe('LimitExceededException');
      await target.settle();
      expect((await listKeys(target, userName)).length).toBe(2);
    },
  },
];

import {
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { keyUserName } from '../world/fixtures.ts';
import { createKey, deleteKey, keyStatuses, setStatus } from './access-key-calls.ts';

/** An id of the right form that no account holds (from the AWS documentation). */
const UNKNOWN_KEY_ID = 'AKIAI44QH8DHBEXAMPLE';

/** UpdateAccessKey, DeleteAccessKey and GetAccessKeyLastUsed. */
export const iamAccessKeyChangeCases: CaseFile = (target) => [
  {
    id: 'iam-access-keys/status',
    title: 'UpdateAccessKey switches to Inactive and back, and may be repeated',
    run: async () => {
      const key = await createKey(target, 'status');
      for (const status of ['Inactive', 'Inactive', 'Active', 'Active'] as const) {
        await setStatus(target, key, status);
        expect(await keyStatuses(target, key.userName)).toEqual({ [key.keyId]: status });
      }
    },
  },
  {
    id: 'iam-access-keys/status-unknown-key',
    title: 'UpdateAccessKey of an unknown key is NoSuchEntity',
    run: async () => {
      const call = target.clients().iam.send(
        new UpdateAccessKeyCommand({
          UserName: keyUserName(target.world().prefix, 'status'),
          AccessKeyId: UNKNOWN_KEY_ID,
          Status: 'Inactive',
        }),
      );
      expect(await errorName(call)).toBe('NoSuchEntityException');
    },
  },
  {
    id: 'iam-access-keys/status-wrong-user',
    title: "UpdateAccessKey of another user's key is NoSuchEntity and changes nothing",
    run: async () => {
      const key = await createKey(target, 'wrong-owner-status');
      const call = target.clients().iam.send(
        new UpdateAccessKeyCommand({
          UserName: keyUserName(target.world().prefix, 'quota'),
          AccessKeyId: key.keyId,
          Status: 'Inactive',
        }),
      );
      const name = await errorName(call);
      await target.settle();
      expect(await keyStatuses(target, key.userName)).toEqual({ [key.keyId]: 'Active' });
      expect(name).toBe('NoSuchEntityException');
    },
  },
  {
    id: 'iam-access-keys/delete',
    title: 'DeleteAccessKey removes an active key; deleting it again is NoSuchEntity',
    run: async () => {
      const key = await createKey(target, 'delete');
      await deleteKey(target, key);
      expect(await keyStatuses(target, key.userName)).toEqual({});
      const again = target
        .clients()
        .iam.send(new DeleteAccessKeyCommand({ UserName: key.userName, AccessKeyId: key.keyId }));
      expect(await errorName(again)).toBe('NoSuchEntityException');
    },
  },
  {
    id: 'iam-access-keys/delete-frees-quota',
    title: 'after a deletion there is room for another key',
    run: async () => {
      const first = await createKey(target, 'make-room');
      const second = await createKey(target, 'make-room');
      await deleteKey(target, first);
      const third = await createKey(target, 'make-room');
      expect(Object.keys(await keyStatuses(target, first.userName)).toSorted()).toEqual(
        [second.keyId, third.keyId].toSorted(),
      );
    },
  },
  {
    id: 'iam-access-keys/delete-wrong-user',
    title: "DeleteAccessKey of another user's key is NoSuchEntity and deletes nothing",
    run: async () => {
      const key = await createKey(target, 'wrong-owner-delete');
      const call = target.clients().iam.send(
        new DeleteAccessKeyCommand({
          UserName: keyUserName(target.world().prefix, 'quota'),
          AccessKeyId: key.keyId,
        }),
      );
      const name = await errorName(call);
      await target.settle();
      expect(await keyStatuses(target, key.userName)).toEqual({ [key.keyId]: 'Active' });
      expect(name).toBe('NoSuchEntityException');
    },
  },
  {
    id: 'iam-access-keys/last-used-never',
    title: 'GetAccessKeyLastUsed of a never-used key has the user, no date, and N/A',
    run: async () => {
      const key = await createKey(target, 'last-used');
      const answer = await target
        .clients()
        .iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.keyId }));
      expect(answer.UserName).toBe(key.userName);
      expect(answer.AccessKeyLastUsed?.LastUsedDate).toBeUndefined();
      expect(answer.AccessKeyLastUsed?.ServiceName).toBe('N/A');
      expect(answer.AccessKeyLastUsed?.Region).toBe('N/A');
    },
  },
];

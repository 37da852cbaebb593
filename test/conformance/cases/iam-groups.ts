import { GetGroupCommand, ListGroupsForUserCommand } from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { markerOf, readPages, sizes } from '../harness/pages.ts';
import { present } from '../harness/present.ts';
import { groupName, userName } from '../world/fixtures.ts';

/** ListGroupsForUser and GetGroup. */
export const iamGroupCases: CaseFile = (target) => {
  const user = (stem: 'rich' | 'plain' | 'second' | 'third'): string => userName(target.world().prefix, stem);
  const group = (stem: 'team' | 'audit' | 'empty'): string => groupName(target.world().prefix, stem);
  return [
    {
      id: 'iam-groups/for-user',
      title: 'ListGroupsForUser gives the groups of the user, none for a user without',
      run: async () => {
        const answer = await target
          .clients()
          .iam.send(new ListGroupsForUserCommand({ UserName: user('rich') }));
        const names = (answer.Groups ?? []).map((candidate) => candidate.GroupName);
        expect(names.toSorted()).toEqual([group('audit'), group('team')]);
        expect(answer.IsTruncated).toBe(false);
        const none = await target
          .clients()
          .iam.send(new ListGroupsForUserCommand({ UserName: user('plain') }));
        expect(none.Groups).toEqual([]);
      },
    },
    {
      id: 'iam-groups/for-user-fields',
      title: 'a group comes with its path, id and ARN',
      run: async () => {
        const answer = await target
          .clients()
          .iam.send(new ListGroupsForUserCommand({ UserName: user('second') }));
        const { prefix, homeAccountId } = target.world();
        const found = present(answer.Groups?.[0], 'group');
        expect(found.Path).toBe(`/${prefix}/`);
        expect(found.Arn).toBe(`arn:aws:iam::${homeAccountId}:group/${prefix}/${group('team')}`);
        expect(found.GroupId).toMatch(/^AGPA[A-Z0-9]{12,124}$/);
        expect(found.CreateDate).toBeInstanceOf(Date);
      },
    },
    {
      id: 'iam-groups/for-user-paging',
      title: 'ListGroupsForUser with MaxItems goes on through Marker',
      run: async () => {
        const pages = await readPages(async (Marker) => {
          const input = { UserName: user('rich'), MaxItems: 1, ...(Marker === undefined ? {} : { Marker }) };
          const answer = await target.clients().iam.send(new ListGroupsForUserCommand(input));
          return { items: answer.Groups ?? [], next: markerOf(answer) };
        });
        expect(sizes(pages)).toEqual([1, 1]);
      },
    },
    {
      id: 'iam-groups/for-unknown-user',
      title: 'ListGroupsForUser of an unknown user is NoSuchEntity',
      run: async () => {
        const call = target
          .clients()
          .iam.send(new ListGroupsForUserCommand({ UserName: 'conformance-no-such-user' }));
        expect(await errorName(call)).toBe('NoSuchEntityException');
      },
    },
    {
      id: 'iam-groups/members',
      title: 'GetGroup gives the group and its users',
      run: async () => {
        const answer = await target.clients().iam.send(new GetGroupCommand({ GroupName: group('team') }));
        expect(answer.Group?.GroupName).toBe(group('team'));
        const names = (answer.Users ?? []).map((member) => member.UserName);
        expect(names.toSorted()).toEqual([user('rich'), user('second'), user('third')]);
      },
    },
    {
      id: 'iam-groups/empty',
      title: 'GetGroup of a group without users gives an empty list',
      run: async () => {
        const answer = await target.clients().iam.send(new GetGroupCommand({ GroupName: group('empty') }));
        expect(answer.Users).toEqual([]);
        expect(answer.IsTruncated).toBe(false);
      },
    },
    {
      id: 'iam-groups/members-paging',
      title: 'GetGroup with MaxItems goes on through Marker and repeats the group on each page',
      run: async () => {
        const pages = await readPages(async (Marker) => {
          const input = {
            GroupName: group('team'),
            MaxItems: 1,
            ...(Marker === undefined ? {} : { Marker }),
          };
          const answer = await target.clients().iam.send(new GetGroupCommand(input));
          expect(answer.Group?.GroupName).toBe(group('team'));
          return { items: (answer.Users ?? []).map((member) => member.UserName), next: markerOf(answer) };
        });
        expect(sizes(pages)).toEqual([1, 1, 1]);
        expect(pages.flat().toSorted()).toEqual([user('rich'), user('second'), user('third')]);
      },
    },
    {
      id: 'iam-groups/unknown',
      title: 'GetGroup of an unknown group is NoSuchEntity',
      run: async () => {
        const call = target
          .clients()
          .iam.send(new GetGroupCommand({ GroupName: 'conformance-no-such-group' }));
        expect(await errorName(call)).toBe('NoSuchEntityException');
      },
    },
  ];
};

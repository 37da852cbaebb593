import { GetAccountAuthorizationDetailsCommand, type IAMClient, type UserDetail } from '@aws-sdk/client-iam';
import type { UserId } from '../domain/ids.ts';
import type { AccountReader, UserHeader } from '../ports/cloud.ts';
import { listAccessKeys, readLastUsed } from './access-keys.ts';
import type { Caller } from './call.ts';
import { allPages } from './pages.ts';

/** Reads the users and keys of the account whose credentials the client has. */
export function createAccountReader(iam: IAMClient, caller: Caller): AccountReader {
  return {
    listUsers: () => listUsers(iam, caller),
    listAccessKeys: (userName) => listAccessKeys(iam, caller, userName),
    lastUsed: (keyId) => readLastUsed(iam, caller, keyId),
  };
}

/**
 * All users with their tags and groups.
 *
 * GetAccountAuthorizationDetails gives both, up to 1,000 users a page, where ListUsers gives neither and would need
 * two more calls for each user. It may return fewer than asked with IsTruncated set.
 */
async function listUsers(iam: IAMClient, caller: Caller): Promise<readonly UserHeader[]> {
  return await allPages(async (token) => {
    const answer = await caller.read('iam', 'GetAccountAuthorizationDetails', () =>
      iam.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['User'],
          MaxItems: 1000,
          ...(token === undefined ? {} : { Marker: token }),
        }),
      ),
    );
    return {
      items: (answer.UserDetailList ?? []).flatMap(toHeader),
      next: answer.IsTruncated === true ? answer.Marker : undefined,
    };
  });
}

function toHeader(detail: UserDetail): UserHeader[] {
  if (detail.UserId === undefined || detail.UserName === undefined || detail.Arn === undefined) return [];
  const tags = new Map((detail.Tags ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? ''] as const));
  return [
    {
      userId: detail.UserId as UserId,
      userName: detail.UserName,
      arn: detail.Arn,
      tags: { known: true, value: tags },
      groups:
        detail.GroupList === undefined
          ? { known: true, value: [] }
          : { known: true, value: detail.GroupList },
    },
  ];
}

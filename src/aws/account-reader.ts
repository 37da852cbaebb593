import { GetAccountAuthorizationDetailsCommand, type IAMClient, type UserDetail } from '@aws-sdk/client-iam';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { UserId } from '../domain/ids.ts';
import type { AccountReader, UserHeader } from '../ports/cloud.ts';
import { listAccessKeys, readLastUsed } from './access-keys.ts';
import type { Caller } from './call.ts';
import { readCredentialReport } from './credential-report.ts';
import { allPages } from './pages.ts';
import { createSecretStore } from './secret-store.ts';

/** The clients of one account. They are asked for again before each call, since sessions end. */
export interface ReadingClients {
  readonly iam: () => Promise<IAMClient>;
  readonly secretsManager: (region: string) => Promise<SecretsManagerClient>;
}

/** Reads the users and keys of an account, and whether a secret is there. */
export function createAccountReader(clients: ReadingClients, caller: Caller): AccountReader {
  const { iam } = clients;
  return {
    listUsers: () => listUsers(iam, caller),
    listAccessKeys: async (userName) => await listAccessKeys(await iam(), caller, userName),
    lastUsed: async (keyId) => await readLastUsed(await iam(), caller, keyId),
    credentialReport: async () => await readCredentialReport({ iam: await iam(), caller }),
    describeSecret: async (secretArn) => {
      const region = secretArn.split(':')[3] ?? '';
      return await createSecretStore(await clients.secretsManager(region), caller, secretArn).describe();
    },
  };
}

/**
 * All users with their tags and groups.
 *
 * GetAccountAuthorizationDetails gives both, up to 1,000 users a page, where ListUsers gives neither and would need
 * two more calls for each user. It may return fewer than asked with IsTruncated set.
 */
async function listUsers(iam: () => Promise<IAMClient>, caller: Caller): Promise<readonly UserHeader[]> {
  return await allPages(async (token) => {
    const client = await iam();
    const answer = await caller.read('iam', 'GetAccountAuthorizationDetails', (how) =>
      client.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['User'],
          MaxItems: 1000,
          ...(token === undefined ? {} : { Marker: token }),
        }),
        how,
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

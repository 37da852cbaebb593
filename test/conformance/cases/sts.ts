import {
  CreateAccessKeyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandOutput,
  GetCallerIdentityCommand,
  type GetCallerIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { present } from '../harness/present.ts';
import type { Credentials, Target } from '../harness/target.ts';
import { oddUserName, userName } from '../world/fixtures.ts';
import { organizationOf } from '../world/world.ts';
import { createKey, credentialsOf, deleteKey, setStatus } from './access-key-calls.ts';

const SESSION_NAME = 'conformance@session';

/** GetCallerIdentity with keys of users, and AssumeRole. */
export const stsCases: CaseFile = (target) => [
  {
    id: 'sts/caller-is-user',
    title: "GetCallerIdentity with a new key gives its user's account, ARN and id",
    run: async () => {
      const { userName: name, key } = await createKey(target, 'caller');
      const identity = await callerIdentity(target, credentialsOf(key));
      const { User } = await target.clients().iam.send(new GetUserCommand({ UserName: name }));
      expect(identity.Account).toBe(target.world().homeAccountId);
      expect(identity.Arn).toBe(present(User?.Arn, 'user ARN'));
      expect(identity.UserId).toBe(present(User?.UserId, 'user id'));
    },
  },
  {
    id: 'sts/caller-odd-name',
    title: 'a user name with + = , . @ - _ survives key creation, signing and GetCallerIdentity',
    run: async () => {
      const UserName = oddUserName(target.world().prefix);
      const { AccessKey: key } = await target.clients().iam.send(new CreateAccessKeyCommand({ UserName }));
      await target.settle();
      const identity = await callerIdentity(target, credentialsOf(present(key, 'AccessKey')));
      expect(key?.UserName).toBe(UserName);
      expect(identity.Arn?.endsWith(`/${UserName}`)).toBe(true);
    },
  },
  {
    id: 'sts/inactive-key',
    title: 'an inactive key is InvalidClientTokenId',
    run: async () => {
      const created = await createKey(target, 'caller-inactive');
      await setStatus(target, created, 'Inactive');
      const call = callerIdentity(target, credentialsOf(created.key));
      expect(await errorName(call)).toBe('InvalidClientTokenId');
    },
  },
  {
    id: 'sts/reactivated-key',
    title: 'a key that was inactive works again once it is active',
    run: async () => {
      const created = await createKey(target, 'caller-reactivated');
      await setStatus(target, created, 'Inactive');
      await setStatus(target, created, 'Active');
      const identity = await callerIdentity(target, credentialsOf(created.key));
      expect(identity.Arn?.endsWith(`/${created.userName}`)).toBe(true);
    },
  },
  {
    id: 'sts/deleted-key',
    title: 'a deleted key is InvalidClientTokenId',
    run: async () => {
      const created = await createKey(target, 'caller-deleted');
      await deleteKey(target, created);
      const call = callerIdentity(target, credentialsOf(created.key));
      expect(await errorName(call)).toBe('InvalidClientTokenId');
    },
  },
  {
    id: 'sts/assume-role',
    title: 'AssumeRole gives temporary credentials that act as the role session',
    run: async () => {
      const answer = await assumeRole(target, target.world().readerRoleArn);
      const arn = sessionArn(target.world().homeAccountId, target.world().prefix);
      expect(answer.AssumedRoleUser?.Arn).toBe(arn);
      expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z0-9]{12,124}:conformance@session$/);
      expect(present(answer.Credentials?.AccessKeyId, 'key id').startsWith('ASIA')).toBe(true);
      expect(answer.Credentials?.Expiration).toBeInstanceOf(Date);
      const identity = await callerIdentity(target, sessionOf(answer));
      expect(identity.Arn).toBe(arn);
      expect(identity.UserId).toBe(answer.AssumedRoleUser?.AssumedRoleId);
    },
  },
  {
    id: 'sts/assume-role-other-account',
    title: 'a session in another account sees the users of that account',
    needs: 'organization',
    run: async () => {
      const { memberRoleArn, memberAccountId } = organizationOf(target.world());
      const answer = await assumeRole(target, memberRoleArn);
      expect(answer.AssumedRoleUser?.Arn).toBe(sessionArn(memberAccountId, target.world().prefix));
      const { iam } = target.clientsWith(sessionOf(answer));
      const { Users = [] } = await iam.send(
        new ListUsersCommand({ PathPrefix: `/${target.world().prefix}/` }),
      );
      expect(Users.map((user) => user.UserName)).toEqual([userName(target.world().prefix, 'member-only')]);
    },
  },
  {
    id: 'sts/session-policy',
    title: "a session policy takes away what it does not allow, whatever the role's policies allow",
    run: async () => {
      const policy = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' }],
      };
      const answer = await assumeRole(target, target.world().readerRoleArn, JSON.stringify(policy));
      const { iam } = target.clientsWith(sessionOf(answer));
      await iam.send(new ListUsersCommand({ MaxItems: 1 }));
      const name = userName(target.world().prefix, 'plain');
      const call = iam.send(new GetUserCommand({ UserName: name }));
      expect(await errorName(call)).toBe('AccessDenied');
    },
  },
  {
    id: 'sts/role-policy',
    title: 'a session may not do what no policy of its role allows',
    run: async () => {
      const answer = await assumeRole(target, target.world().readerRoleArn);
      const { iam } = target.clientsWith(sessionOf(answer));
      const name = userName(target.world().prefix, 'plain');
      const call = iam.send(new ListAccessKeysCommand({ UserName: name }));
      expect(await errorName(call)).toBe('AccessDenied');
    },
  },
];

function callerIdentity(target: Target, credentials: Credentials): Promise<GetCallerIdentityCommandOutput> {
  return target.clientsWith(credentials).sts.send(new GetCallerIdentityCommand({}));
}

function assumeRole(target: Target, RoleArn: string, Policy?: string): Promise<AssumeRoleCommandOutput> {
  return target.clients().sts.send(
    new AssumeRoleCommand({
      RoleArn,
      RoleSessionName: SESSION_NAME,
      ...(Policy === undefined ? {} : { Policy }),
    }),
  );
}

function sessionArn(accountId: string, prefix: string): string {
  return `arn:aws:sts::${accountId}:assumed-role/${prefix}-reader/${SESSION_NAME}`;
}

function sessionOf({ Credentials: session }: AssumeRoleCommandOutput): Credentials {
  return {
    accessKeyId: present(session?.AccessKeyId, 'access key id'),
    secretAccessKey: present(session?.SecretAccessKey, 'secret access key'),
    sessionToken: present(session?.SessionToken, 'session token'),
  };
}

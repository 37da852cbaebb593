import {
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import {
  DeleteSecretCommand,
  ListSecretsCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DeleteParameterCommand } from '@aws-sdk/client-ssm';
import type { Clients } from '../harness/target.ts';
import { fixtures, type UserFixture } from './fixtures.ts';

/**
 * Removes what `buildWorld` and the cases made in the home account; for endpoints that outlive the run.
 *
 * Keeps going when one thing cannot be removed, and returns what was left behind.
 */
export async function removeWorld(clients: Clients, prefix: string): Promise<readonly string[]> {
  const content = fixtures(prefix);
  const leftBehind: string[] = [];
  const attempt = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      leftBehind.push(`${what} (${error instanceof Error ? error.name : 'unknown error'})`);
    }
  };
  for (const user of content.users) await attempt(`user ${user.name}`, () => removeUser(clients.iam, user));
  for (const GroupName of content.groups) {
    await attempt(`group ${GroupName}`, () => clients.iam.send(new DeleteGroupCommand({ GroupName })));
  }
  await attempt(`role ${content.role.name}`, async () => {
    const { name: RoleName, policyName: PolicyName } = content.role;
    await clients.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    await clients.iam.send(new DeleteRoleCommand({ RoleName }));
  });
  for (const Name of Object.keys(content.parameters)) {
    await attempt(`parameter ${Name}`, () => clients.ssm.send(new DeleteParameterCommand({ Name })));
  }
  await attempt(`secrets ${prefix}/*`, () => removeSecrets(clients.secretsManager, prefix));
  return leftBehind;
}

async function removeUser(iam: IAMClient, user: UserFixture): Promise<void> {
  const UserName = user.name;
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  for (const { AccessKeyId } of AccessKeyMetadata) {
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  }
  for (const GroupName of user.groups)
    await iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
  for (const PolicyArn of user.attachedPolicyArns) {
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
  }
  for (const PolicyName of Object.keys(user.inlinePolicies)) {
    await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
  }
  await iam.send(new DeleteUserCommand({ UserName }));
}

async function removeSecrets(secretsManager: SecretsManagerClient, prefix: string): Promise<void> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await secretsManager.send(
      new ListSecretsCommand({
        Filters: [{ Key: 'name', Values: [`${prefix}/`] }],
        IncludePlannedDeletion: true,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const { ARN } of page.SecretList ?? []) if (ARN !== undefined) found.push(ARN);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  for (const SecretId of found) {
    await secretsManager.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
  }
}

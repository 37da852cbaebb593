import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { present } from '../harness/present.ts';
import type { Clients } from '../harness/target.ts';
import type { Fixtures, RoleFixture, UserFixture } from './fixtures.ts';

/** Makes the home account's fixtures through the service APIs; returns the ARN of the role. */
export async function buildHomeAccount(
  clients: Clients,
  fixtures: Fixtures,
  accountId: string,
): Promise<string> {
  for (const group of fixtures.groups) {
    await clients.iam.send(new CreateGroupCommand({ GroupName: group, Path: fixtures.path }));
  }
  for (const user of fixtures.users) await buildUser(clients.iam, fixtures.path, user);
  for (const [name, value] of Object.entries(fixtures.parameters)) {
    await clients.ssm.send(new PutParameterCommand({ Name: name, Value: value, Type: 'String' }));
  }
  return buildRole(clients.iam, fixtures.role, accountId);
}

/** Makes the member account's fixtures; returns the ARN of the role that the home account may assume. */
export async function buildMemberAccount(
  clients: Clients,
  fixtures: Fixtures,
  homeAccountId: string,
): Promise<string> {
  for (const user of fixtures.memberUsers) await buildUser(clients.iam, fixtures.path, user);
  return buildRole(clients.iam, fixtures.role, homeAccountId);
}

async function buildUser(iam: IAMClient, path: string, user: UserFixture): Promise<void> {
  await iam.send(
    new CreateUserCommand({
      UserName: user.name,
      Path: path,
      Tags: Object.entries(user.tags).map(([Key, Value]) => ({ Key, Value })),
      ...(user.boundaryArn === undefined ? {} : { PermissionsBoundary: user.boundaryArn }),
    }),
  );
  for (const group of user.groups) {
    await iam.send(new AddUserToGroupCommand({ UserName: user.name, GroupName: group }));
  }
  for (const arn of user.attachedPolicyArns) {
    await iam.send(new AttachUserPolicyCommand({ UserName: user.name, PolicyArn: arn }));
  }
  for (const [name, document] of Object.entries(user.inlinePolicies)) {
    await iam.send(
      new PutUserPolicyCommand({ UserName: user.name, PolicyName: name, PolicyDocument: document }),
    );
  }
}

async function buildRole(iam: IAMClient, role: RoleFixture, trustedAccountId: string): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${trustedAccountId}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  const answer = await iam.send(
    new CreateRoleCommand({ RoleName: role.name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: role.name,
      PolicyName: role.policyName,
      PolicyDocument: role.policyDocument,
    }),
  );
  return present(answer.Role?.Arn, 'role ARN');
}

import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import {
  ALLOW_ALL,
  HUB,
  MEMBER,
  smallSandbox,
  UP_TO_DATE,
} from '../../../../test/support/sandbox/small-organization.ts';

const ALICE = { accountId: MEMBER, userName: 'alice' };
const ALICE_ARN = `arn:aws:iam::${MEMBER}:user/team/alice`;
const READER_ARN = `arn:aws:iam::${MEMBER}:role/reader`;

/** The policy that Keyturn puts on a secret: its user and the readers may read, everybody else is denied. */
function readersOnly(): string {
  const Action = 'secretsmanager:GetSecretValue';
  const readers = [ALICE_ARN, READER_ARN];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: ALICE_ARN }, Action, Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action,
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': readers } },
      },
    ],
  });
}

function start() {
  const sandbox = smallSandbox({ propagationMs: UP_TO_DATE });
  const admin = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' }).secrets;
  const key = sandbox.world.iam.addKey(ALICE);
  const alice = clientsFor(sandbox, sandbox.world.credentials.forKey(key.id)).secrets;
  return { sandbox, admin, alice };
}

describe('in the member account', () => {
  test('the owner reads by the resource policy alone, and not even an administrator besides', async () => {
    const { sandbox, admin, alice } = start();
    const { ARN = '' } = await admin.send(new CreateSecretCommand({ Name: 'k/alice', SecretString: 's' }));
    const read = new GetSecretValueCommand({ SecretId: ARN });
    expect(await failureOf(alice.send(read))).toBe('AccessDeniedException');
    expect(await failureOf(admin.send(read))).toBeUndefined();
    await admin.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: readersOnly() }));
    expect((await alice.send(read)).SecretString).toBe('s');
    await expect(admin.send(read)).rejects.toThrow('with an explicit deny in a resource-based policy');
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: HUB }, Action: 'sts:AssumeRole' }],
    };
    sandbox.world.iam.addRole(MEMBER, { name: 'reader', trust, policies: [ALLOW_ALL] });
    const reader = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'reader' }).secrets;
    expect((await reader.send(read)).SecretString).toBe('s');
    const reads = sandbox.world.events.filter((event) => event.type === 'ReadSecretValue');
    expect(reads.map((event) => event.actor)).toEqual([
      `arn:aws:sts::${MEMBER}:assumed-role/admin/sandbox`,
      ALICE_ARN,
      `arn:aws:sts::${MEMBER}:assumed-role/reader/sandbox`,
    ]);
  });

  test('a user made again under the old name does not inherit the secret', async () => {
    const { sandbox, admin } = start();
    await admin.send(new CreateSecretCommand({ Name: 'k/alice', SecretString: 's' }));
    const ResourcePolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ALICE_ARN }, Action: '*', Resource: '*' }],
    });
    await admin.send(new PutResourcePolicyCommand({ SecretId: 'k/alice', ResourcePolicy }));
    sandbox.world.iam.deleteUser(ALICE);
    sandbox.world.iam.addUser(MEMBER, { name: 'alice', path: '/team/', keys: [{}] });
    const again = clientsFor(sandbox, sandbox.world.credentials.forUser(ALICE)).secrets;
    expect(await failureOf(again.send(new GetSecretValueCommand({ SecretId: 'k/alice' })))).toBe(
      'AccessDeniedException',
    );
  });

  test('policies match the ARN with its six characters, also while it is being made', async () => {
    const { sandbox } = start();
    const create = (Resource: string) => {
      const policy = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource }],
      };
      const { secrets } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin', policy });
      return failureOf(secrets.send(new CreateSecretCommand({ Name: 'k/bob', SecretString: 's' })));
    };
    const arn = `arn:aws:secretsmanager:us-east-1:${MEMBER}:secret:k/bob`;
    expect(await create(arn)).toBe('AccessDeniedException');
    expect(await create(`${arn}-?????`)).toBe('AccessDeniedException');
    expect(await create(`${arn}-??????`)).toBeUndefined();
  });

  test('tags at creation need TagResource', async () => {
    const { sandbox } = start();
    const Action = ['secretsmanager:CreateSecret'];
    const policy = () => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    const create = (Name: string) => {
      const { secrets } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin', policy: policy() });
      return failureOf(secrets.send(new CreateSecretCommand({ Name, Tags: [{ Key: 'a', Value: 'b' }] })));
    };
    expect(await create('a')).toBe('AccessDeniedException');
    Action.push('secretsmanager:TagResource');
    expect(await create('b')).toBeUndefined();
  });
});

describe('across accounts', () => {
  async function central(KmsKeyId?: string) {
    const { sandbox, alice } = start();
    const hub = clientsOfRole(sandbox, { accountId: HUB, roleName: 'hub' }).secrets;
    const { ARN = '' } = await hub.send(
      new CreateSecretCommand({ Name: 'k/alice', SecretString: 's', KmsKeyId }),
    );
    return {
      sandbox,
      hub,
      alice,
      ARN,
      read: () => failureOf(alice.send(new GetSecretValueCommand({ SecretId: ARN }))),
    };
  }

  test('both sides must agree', async () => {
    const { sandbox, hub, ARN, read } = await central('arn:aws:kms:us-east-1:222222222222:key/1');
    expect(await read()).toBe('AccessDeniedException');
    await hub.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: readersOnly() }));
    expect(await read()).toBe('AccessDeniedException');
    sandbox.world.iam.putUserPolicy(ALICE, 'own', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: ARN }],
    });
    expect(await read()).toBeUndefined();
    await hub.send(new DeleteResourcePolicyCommand({ SecretId: ARN }));
    expect(await read()).toBe('AccessDeniedException');
    expect(sandbox.calls.at(-1)).toMatchObject({
      accountId: HUB,
      reason: 'not allowed by resource-based policy',
    });
  });

  test('the default key shuts others out, and a name means the own account', async () => {
    const { sandbox, hub, alice, ARN, read } = await central();
    sandbox.world.iam.putUserPolicy(ALICE, 'all', ALLOW_ALL);
    await hub.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: readersOnly() }));
    expect(await read()).toBe('InvalidRequestException');
    const byName = alice.send(new GetSecretValueCommand({ SecretId: 'k/alice' }));
    expect(await failureOf(byName)).toBe('ResourceNotFoundException');
    const put = alice.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'x' }));
    expect(await failureOf(put)).toBe('AccessDeniedException');
  });
});

describe('PutResourcePolicy', () => {
  test('replaces the whole policy and refuses what is none, names nobody or lets everybody in', async () => {
    const { admin } = start();
    const SecretId = 'k/alice';
    await admin.send(new CreateSecretCommand({ Name: SecretId, SecretString: 's' }));
    const put = (ResourcePolicy: string, BlockPublicPolicy = false) =>
      failureOf(admin.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy })));
    const allow = (more: object) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...more }],
      });
    expect(await put('{')).toBe('MalformedPolicyDocumentException');
    expect(await put(allow({}))).toBe('MalformedPolicyDocumentException');
    expect(await put(allow({ Principal: { AWS: `arn:aws:iam::${MEMBER}:user/none` } }))).toBe(
      'MalformedPolicyDocumentException',
    );
    expect(await put(allow({ Principal: '*' }), true)).toBe('PublicPolicyException');
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } };
    expect(await put(allow({ Principal: '*', Condition }), true)).toBeUndefined();
    expect(await put(readersOnly(), true)).toBeUndefined();
    const { ResourcePolicy } = await admin.send(new GetResourcePolicyCommand({ SecretId }));
    expect(ResourcePolicy).toBe(readersOnly());
    expect((await admin.send(new DescribeSecretCommand({ SecretId }))).Name).toBe(SecretId);
  });
});

import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  paginateListSecrets,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import { MEMBER, smallSandbox, UP_TO_DATE } from '../../../../test/support/sandbox/small-organization.ts';

const SecretId = 'keyturn/alice';
const DAY = 86_400_000;
const token = (n: number) => `version-${n}`.padEnd(32, '-');

function start() {
  const sandbox = smallSandbox({ propagationMs: UP_TO_DATE });
  const ref = { accountId: MEMBER, roleName: 'admin', durationSeconds: 43_200 };
  const { secrets } = clientsOfRole(sandbox, ref);
  const create = (more: Partial<CreateSecretCommandInput> = {}) =>
    secrets.send(
      new CreateSecretCommand({ Name: SecretId, SecretString: 'one', ClientRequestToken: token(1), ...more }),
    );
  const read = async (VersionStage?: string) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  return { sandbox, secrets, create, read };
}

describe('names', () => {
  test('are taken once, told from another request by the token', async () => {
    const { create } = start();
    const first = await create();
    expect((await create()).ARN).toBe(first.ARN);
    expect(await failureOf(create({ ClientRequestToken: token(9) }))).toBe('ResourceExistsException');
    expect(await failureOf(create({ Name: 'with,comma' }))).toBe('ValidationException');
    expect(await failureOf(create({ Name: 'with space' }))).toBe('ValidationException');
  });

  test('belong to a Region', async () => {
    const { sandbox, create } = start();
    await create();
    const credentials = sandbox.world.credentials.forRole({ accountId: MEMBER, roleName: 'admin' });
    const elsewhere = clientsFor(sandbox, credentials, 'main', 'eu-west-1').secrets;
    expect(await failureOf(elsewhere.send(new DescribeSecretCommand({ SecretId })))).toBe(
      'ResourceNotFoundException',
    );
    const made = await elsewhere.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'eu' }));
    expect(made.ARN).toContain(':eu-west-1:');
  });

  test('may be given as a whole ARN or one without the six characters', async () => {
    const { secrets, create } = start();
    const { ARN = '' } = await create();
    for (const id of [ARN, ARN.slice(0, -7)]) {
      expect((await secrets.send(new DescribeSecretCommand({ SecretId: id }))).Name).toBe(SecretId);
    }
    const wrong = `${ARN.slice(0, -6)}zzzzzz`;
    expect(await failureOf(secrets.send(new DescribeSecretCommand({ SecretId: wrong })))).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('deletion', () => {
  test('is scheduled, shuts the secret, can be undone, and in the end happens', async () => {
    const { sandbox, secrets, create, read } = start();
    await create();
    const gone = await secrets.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    expect(gone.DeletionDate?.getTime()).toBe(sandbox.clock.now() + 7 * DAY);
    expect(await failureOf(read())).toBe('InvalidRequestException');
    const put = new PutSecretValueCommand({ SecretId, SecretString: 'x' });
    expect(await failureOf(secrets.send(put))).toBe('InvalidRequestException');
    expect(await failureOf(create({ ClientRequestToken: token(9) }))).toBe('InvalidRequestException');
    const described = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect(described.DeletedDate).toEqual(gone.DeletionDate);
    const listed = await secrets.send(new ListSecretsCommand({}));
    const planned = await secrets.send(new ListSecretsCommand({ IncludePlannedDeletion: true }));
    expect([listed.SecretList?.length, planned.SecretList?.length]).toEqual([0, 1]);
    await secrets.send(new RestoreSecretCommand({ SecretId }));
    expect(await read()).toBe('one');
    await secrets.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    sandbox.clock.advance(7 * DAY);
    const later = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' }).secrets;
    expect(await failureOf(later.send(new DescribeSecretCommand({ SecretId })))).toBe(
      'ResourceNotFoundException',
    );
    expect(sandbox.world.events.at(-1)?.type).toBe('PurgeSecret');
  });

  test('by force frees the name a moment later', async () => {
    const { sandbox, secrets, create } = start();
    const { ARN } = await create();
    await secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    expect(await failureOf(create())).toBe('InvalidRequestException');
    expect(await failureOf(secrets.send(new RestoreSecretCommand({ SecretId })))).toBe(
      'ResourceNotFoundException',
    );
    sandbox.clock.advance(2000);
    const again = await create();
    expect(again.ARN).not.toBe(ARN);
    const missing = new DeleteSecretCommand({ SecretId: 'none', ForceDeleteWithoutRecovery: true });
    expect(await failureOf(secrets.send(missing))).toBeUndefined();
  });

  test('takes a window of 7 to 30 days, and not together with force', async () => {
    const { secrets, create } = start();
    await create();
    const remove = (more: object) => failureOf(secrets.send(new DeleteSecretCommand({ SecretId, ...more })));
    expect(await remove({ RecoveryWindowInDays: 6 })).toBe('InvalidParameterException');
    expect(await remove({ RecoveryWindowInDays: 31 })).toBe('InvalidParameterException');
    expect(await remove({ RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true })).toBe(
      'InvalidParameterException',
    );
    expect(await remove({ RecoveryWindowInDays: 30 })).toBeUndefined();
  });
});

describe('replicas', () => {
  test('are in sync a moment after each change, may fail, and hold up deletion', async () => {
    const { sandbox, secrets, create } = start();
    await create({ AddReplicaRegions: [{ Region: 'eu-west-1' }] });
    const status = async () =>
      (await secrets.send(new DescribeSecretCommand({ SecretId }))).ReplicationStatus?.map(
        (one) => one.Status,
      );
    expect(await status()).toEqual(['InProgress']);
    sandbox.clock.advance(3000);
    expect(await status()).toEqual(['InSync']);
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'two' }));
    expect(await status()).toEqual(['InProgress']);
    const place = { accountId: MEMBER, name: SecretId };
    sandbox.world.secrets.setReplicaFailure(place, 'eu-west-1', 'KMS key disabled');
    expect(await status()).toEqual(['Failed']);
    const more = { SecretId, AddReplicaRegions: [{ Region: 'eu-north-1' }] };
    await secrets.send(new ReplicateSecretToRegionsCommand(more));
    expect(await status()).toEqual(['Failed', 'InProgress']);
    expect(await failureOf(secrets.send(new DeleteSecretCommand({ SecretId })))).toBe(
      'InvalidParameterException',
    );
    const RemoveReplicaRegions = ['eu-west-1', 'eu-north-1'];
    await secrets.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions }));
    expect(await failureOf(secrets.send(new DeleteSecretCommand({ SecretId })))).toBeUndefined();
  });
});

describe('the rest', () => {
  test('an UpdateSecret that is refused changes nothing', async () => {
    const { secrets, create } = start();
    await create({ Description: 'before' });
    const update = new UpdateSecretCommand({
      SecretId,
      Description: 'after',
      KmsKeyId: 'alias/k',
      SecretString: 'two',
      ClientRequestToken: token(1),
    });
    expect(await failureOf(secrets.send(update))).toBe('ResourceExistsException');
    const described = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect([described.Description, described.KmsKeyId]).toEqual(['before', undefined]);
  });

  test('tags, description and key can be changed', async () => {
    const { secrets, create, read } = start();
    await create({ Tags: [{ Key: 'a', Value: '1' }] });
    await secrets.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'b', Value: '2' }] }));
    await secrets.send(new UntagResourceCommand({ SecretId, TagKeys: ['a'] }));
    await secrets.send(
      new UpdateSecretCommand({ SecretId, Description: 'd', KmsKeyId: 'alias/k', SecretString: 'new' }),
    );
    const described = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect(described).toMatchObject({
      Description: 'd',
      KmsKeyId: 'alias/k',
      Tags: [{ Key: 'b', Value: '2' }],
    });
    expect(await read()).toBe('new');
    expect(described.LastAccessedDate).toBeUndefined();
    const accessed = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect(accessed.LastAccessedDate).toEqual(new Date('2026-01-15T00:00:00Z'));
  });

  test('ListSecrets pages and filters', async () => {
    const { secrets } = start();
    for (let i = 0; i < 9; i += 1) {
      const Tags = [{ Key: i % 2 === 0 ? 'even' : 'odd', Value: 'x' }];
      await secrets.send(new CreateSecretCommand({ Name: `k/${i}`, SecretString: 's', Tags }));
    }
    const names: string[] = [];
    for await (const page of paginateListSecrets(
      { client: secrets },
      { Filters: [{ Key: 'tag-key', Values: ['even'] }] },
    )) {
      names.push(...(page.SecretList ?? []).map((secret) => secret.Name ?? ''));
    }
    expect(names).toEqual(['k/0', 'k/2', 'k/4', 'k/6', 'k/8']);
    await secrets.send(new CreateSecretCommand({ Name: 'a', SecretString: 's' }));
    const ends = async (SortOrder: 'asc' | 'desc') => {
      const { SecretList = [] } = await secrets.send(new ListSecretsCommand({ SortOrder, MaxResults: 1 }));
      return SecretList[0]?.Name;
    };
    expect([await ends('asc'), await ends('desc')]).toEqual(['k/0', 'a']);
  });
});

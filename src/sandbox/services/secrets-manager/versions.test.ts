import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import { MEMBER, smallSandbox, UP_TO_DATE } from '../../../../test/support/sandbox/small-organization.ts';

const SecretId = 'keyturn/alice';
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

describe('versions', () => {
  test('go from pending to current, and the last current one becomes previous', async () => {
    const { secrets, create, read } = start();
    await create();
    const put = {
      SecretId,
      SecretString: 'two',
      ClientRequestToken: token(2),
      VersionStages: ['AWSPENDING'],
    };
    const pending = await secrets.send(new PutSecretValueCommand(put));
    expect(pending.VersionStages).toEqual(['AWSPENDING']);
    expect([await read(), await read('AWSPENDING')]).toEqual(['one', 'two']);
    const move = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: token(2) };
    const blind = secrets.send(new UpdateSecretVersionStageCommand(move));
    expect(await failureOf(blind)).toBe('InvalidParameterException');
    const wrong = { ...move, RemoveFromVersionId: token(2) };
    expect(await failureOf(secrets.send(new UpdateSecretVersionStageCommand(wrong)))).toBe(
      'InvalidParameterException',
    );
    await secrets.send(new UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId: token(1) }));
    expect([await read(), await read('AWSPREVIOUS')]).toEqual(['two', 'one']);
    const described = await secrets.send(new DescribeSecretCommand({ SecretId }));
    expect(described.VersionIdsToStages).toEqual({
      [token(1)]: ['AWSPREVIOUS'],
      [token(2)]: ['AWSPENDING', 'AWSCURRENT'],
    });
  });

  test('without a stage become current at once; the one before the previous loses its label', async () => {
    const { secrets, create, read } = start();
    await create();
    for (const n of [2, 3]) {
      await secrets.send(
        new PutSecretValueCommand({ SecretId, SecretString: `v${n}`, ClientRequestToken: token(n) }),
      );
    }
    expect([await read(), await read('AWSPREVIOUS')]).toEqual(['v3', 'v2']);
    const staged = await secrets.send(new ListSecretVersionIdsCommand({ SecretId }));
    const all = await secrets.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true }));
    expect([staged.Versions?.length, all.Versions?.length]).toEqual([2, 3]);
  });

  test('are idempotent by token, and refuse another value under it', async () => {
    const { sandbox, secrets, create, read } = start();
    await create();
    const put = { SecretId, SecretString: 'two', ClientRequestToken: token(2) };
    await secrets.send(new PutSecretValueCommand(put));
    const events = sandbox.world.events.length;
    await secrets.send(new PutSecretValueCommand(put));
    expect(sandbox.world.events.length).toBe(events);
    const other = secrets.send(new PutSecretValueCommand({ ...put, SecretString: 'other' }));
    expect(await failureOf(other)).toBe('ResourceExistsException');
    const short = secrets.send(new PutSecretValueCommand({ ...put, ClientRequestToken: 'short' }));
    expect(await failureOf(short)).toBe('ValidationException');
    expect(await read()).toBe('two');
  });

  test('a first version becomes current even when put as pending', async () => {
    const { secrets, read } = start();
    await secrets.send(new CreateSecretCommand({ Name: SecretId }));
    expect(await failureOf(read())).toBe('ResourceNotFoundException');
    const put = { SecretId, SecretString: 'x', VersionStages: ['AWSPENDING'] };
    await secrets.send(new PutSecretValueCommand(put));
    expect(await read()).toBe('x');
  });

  test('AWSCURRENT cannot be taken away, other labels can', async () => {
    const { secrets, create, read } = start();
    await create();
    const remove = (VersionStage: string) =>
      secrets.send(
        new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId: token(1) }),
      );
    expect(await failureOf(remove('AWSCURRENT'))).toBe('InvalidParameterException');
    await secrets.send(
      new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'mine', MoveToVersionId: token(1) }),
    );
    expect(await read('mine')).toBe('one');
    await remove('mine');
    expect(await failureOf(read('mine'))).toBe('ResourceNotFoundException');
  });

  test('may be binary', async () => {
    const { secrets } = start();
    await secrets.send(new CreateSecretCommand({ Name: 'b', SecretBinary: new Uint8Array([1, 2, 255]) }));
    const value = await secrets.send(new GetSecretValueCommand({ SecretId: 'b' }));
    expect([...(value.SecretBinary ?? [])]).toEqual([1, 2, 255]);
    expect(value.SecretString).toBeUndefined();
  });
});

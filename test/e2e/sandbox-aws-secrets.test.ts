import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsVersion, NO_AWS } from './aws-cli.ts';
import { type AwsWorld, LOGS, PAYMENTS, startAwsWorld } from './aws-world.ts';

const version = await awsVersion();
if (version === undefined) process.stderr.write(`sandbox-aws-secrets: ${NO_AWS}\n`);

it('has an aws command to run, or says that it has none', async ({ annotate }) => {
  if (version === undefined) await annotate(NO_AWS, 'warning');
  expect(version ?? NO_AWS).toMatch(/^aws-cli\/|^left out: /);
});

describe.runIf(version !== undefined)('the real aws CLI on secrets and parameters', () => {
  let world: AwsWorld;

  beforeAll(async () => {
    world = await startAwsWorld();
  });

  afterAll(async () => {
    await world.sandbox.stop();
  });

  it('secretsmanager: versions and their labels', async () => {
    const id = ['--secret-id', 'cli/one'];
    const made = await world.ask(
      world.payments,
      'secretsmanager create-secret',
      '--name',
      'cli/one',
      '--secret-string',
      'first',
    );
    expect(made).toMatchObject({
      Name: 'cli/one',
      ARN: expect.stringMatching(`:${PAYMENTS}:secret:cli/one-`),
    });
    const pending = await world.ask(
      world.payments,
      'secretsmanager put-secret-value',
      ...id,
      '--secret-string',
      'second',
      '--version-stages',
      'AWSPENDING',
    );
    expect(pending).toMatchObject({ ARN: made.ARN, VersionStages: ['AWSPENDING'] });
    const current = await world.ask(world.payments, 'secretsmanager get-secret-value', ...id);
    expect(current).toMatchObject({
      SecretString: 'first',
      VersionId: made.VersionId,
      VersionStages: ['AWSCURRENT'],
    });
    await world.ask(
      world.payments,
      'secretsmanager update-secret-version-stage',
      ...id,
      '--version-stage',
      'AWSCURRENT',
      '--move-to-version-id',
      pending.VersionId,
      '--remove-from-version-id',
      made.VersionId,
    );
    const next = await world.ask(world.payments, 'secretsmanager get-secret-value', ...id);
    expect(next.SecretString).toBe('second');
    const versions = await world.ask(world.payments, 'secretsmanager list-secret-version-ids', ...id);
    expect(versions.Versions.map((one: { VersionId: string }) => one.VersionId).sort()).toEqual(
      [made.VersionId, pending.VersionId].sort(),
    );
    const updated = await world.ask(
      world.payments,
      'secretsmanager update-secret',
      ...id,
      '--description',
      'by the CLI',
    );
    expect(updated).toMatchObject({ ARN: made.ARN });
    await world.ask(
      world.payments,
      'secretsmanager tag-resource',
      ...id,
      '--tags',
      'Key=a,Value=1',
      'Key=b,Value=2',
    );
    await world.ask(world.payments, 'secretsmanager untag-resource', ...id, '--tag-keys', 'a');
    const described = await world.ask(world.payments, 'secretsmanager describe-secret', ...id);
    expect(described).toMatchObject({
      Name: 'cli/one',
      Description: 'by the CLI',
      Tags: [{ Key: 'b', Value: '2' }],
    });
    const listed = await world.ask(world.payments, 'secretsmanager list-secrets');
    expect(listed.SecretList).toMatchObject([{ Name: 'cli/one', ARN: made.ARN }]);
    expect(await world.refusal(world.logs, 'secretsmanager get-secret-value', '--secret-id', made.ARN)).toBe(
      'AccessDeniedException',
    );
  });

  it('secretsmanager: policy, replicas, deletion and rescue', async () => {
    const id = ['--secret-id', 'cli/two'];
    await world.ask(
      world.payments,
      'secretsmanager create-secret',
      '--name',
      'cli/two',
      '--secret-string',
      'x',
    );
    const Principal = { AWS: `arn:aws:iam::${LOGS}:root` };
    const statement = { Effect: 'Deny', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await world.ask(world.payments, 'secretsmanager put-resource-policy', ...id, '--resource-policy', policy);
    const read = await world.ask(world.payments, 'secretsmanager get-resource-policy', ...id);
    expect(JSON.parse(read.ResourcePolicy)).toEqual(JSON.parse(policy));
    await world.ask(world.payments, 'secretsmanager delete-resource-policy', ...id);
    const without = await world.ask(world.payments, 'secretsmanager get-resource-policy', ...id);
    expect(without.ResourcePolicy).toBeUndefined();
    const copied = await world.ask(
      world.payments,
      'secretsmanager replicate-secret-to-regions',
      ...id,
      '--add-replica-regions',
      'Region=eu-central-1',
    );
    expect(copied.ReplicationStatus).toMatchObject([{ Region: 'eu-central-1' }]);
    const alone = await world.ask(
      world.payments,
      'secretsmanager remove-regions-from-replication',
      ...id,
      '--remove-replica-regions',
      'eu-central-1',
    );
    expect(alone.ReplicationStatus ?? []).toEqual([]);
    await world.ask(world.payments, 'secretsmanager delete-secret', ...id, '--recovery-window-in-days', '7');
    expect(await world.refusal(world.payments, 'secretsmanager get-secret-value', ...id)).toBe(
      'InvalidRequestException',
    );
    await world.ask(world.payments, 'secretsmanager restore-secret', ...id);
    expect((await world.ask(world.payments, 'secretsmanager get-secret-value', ...id)).SecretString).toBe(
      'x',
    );
  });

  it('ssm: a parameter', async () => {
    const put = await world.ask(
      world.hub,
      'ssm put-parameter',
      '--name',
      '/keyturn/stop',
      '--value',
      'off',
      '--type',
      'String',
    );
    expect(put.Version).toBe(1);
    const { Parameter } = await world.ask(world.hub, 'ssm get-parameter', '--name', '/keyturn/stop');
    expect(Parameter).toMatchObject({ Name: '/keyturn/stop', Value: 'off', Type: 'String', Version: 1 });
    expect(await world.refusal(world.hub, 'ssm get-parameter', '--name', '/keyturn/none')).toBe(
      'ParameterNotFound',
    );
  });

  it('has called every operation of these services, with success', async () => {
    expect(await world.operationsNotCalled(['secretsmanager', 'ssm'])).toEqual([]);
  });
});

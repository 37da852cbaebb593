import {
  DeleteSecretCommand,
  type DeleteSecretCommandOutput,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { present } from '../harness/present.ts';
import type { Target } from '../harness/target.ts';
import { createSecret, putVersion, readValue, secretName, stagesOf, versionToken } from './secret-calls.ts';

const DAY = 24 * 60 * 60 * 1000;

/** DeleteSecret with a recovery window, and RestoreSecret. */
export const secretDeletionCases: CaseFile = (target) => {
  const deleted = async (stem: string): Promise<DeleteSecretCommandOutput> => {
    await createSecret(target, stem, 'one');
    return deleteSecret(target, stem, 7);
  };
  return [
    {
      id: 'secrets-deletion/window',
      title: 'DeleteSecret gives a deletion date at the end of the recovery window',
      run: async () => {
        const created = await createSecret(target, 'window', 'one');
        const { secretsManager } = target.clients();
        const before = await secretsManager.send(new DescribeSecretCommand({ SecretId: created.ARN }));
        const answer = await deleteSecret(target, 'window', 7);
        expect(answer.ARN).toBe(created.ARN);
        const window =
          present(answer.DeletionDate, 'DeletionDate').getTime() -
          present(before.CreatedDate, 'CreatedDate').getTime();
        expect(window).toBeGreaterThanOrEqual(7 * DAY - 1000);
        expect(window).toBeLessThan(8 * DAY);
      },
    },
    {
      id: 'secrets-deletion/short-window',
      title: 'a recovery window under seven days is InvalidParameter',
      run: async () => {
        await createSecret(target, 'short-window', 'one');
        expect(await errorName(deleteSecret(target, 'short-window', 6))).toBe('InvalidParameterException');
      },
    },
    {
      id: 'secrets-deletion/reads-refused',
      title: 'the value of a secret scheduled for deletion is InvalidRequest',
      run: async () => {
        await deleted('reads');
        expect(await errorName(readValue(target, 'reads'))).toBe('InvalidRequestException');
      },
    },
    {
      id: 'secrets-deletion/writes-refused',
      title: 'PutSecretValue to a secret scheduled for deletion is InvalidRequest',
      run: async () => {
        await deleted('writes');
        const call = putVersion(target, 'writes', { token: versionToken('second'), value: 'two' });
        expect(await errorName(call)).toBe('InvalidRequestException');
      },
    },
    {
      id: 'secrets-deletion/changes-refused',
      title: 'tags, policy and labels of a secret scheduled for deletion cannot be changed: InvalidRequest',
      run: async () => {
        const { ARN: SecretId } = await deleted('changes');
        const { secretsManager } = target.clients();
        const calls = [
          secretsManager.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'stage', Value: 'test' }] })),
          secretsManager.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: anyPolicy(target) })),
          secretsManager.send(
            new UpdateSecretVersionStageCommand({
              SecretId,
              VersionStage: 'SPARE',
              MoveToVersionId: versionToken('first'),
            }),
          ),
        ];
        expect(await Promise.all(calls.map((call) => errorName(call)))).toEqual([
          'InvalidRequestException',
          'InvalidRequestException',
          'InvalidRequestException',
        ]);
      },
    },
    // The reference of GetResourcePolicy names it as a cause of InvalidRequestException.
    {
      id: 'secrets-deletion/policy-refused',
      title: 'GetResourcePolicy of a secret scheduled for deletion is InvalidRequest',
      run: async () => {
        const { ARN: SecretId } = await deleted('policy-of-deleted');
        const { secretsManager } = target.clients();
        const call = secretsManager.send(new GetResourcePolicyCommand({ SecretId }));
        expect(await errorName(call)).toBe('InvalidRequestException');
      },
    },
    {
      id: 'secrets-deletion/described',
      title: 'DescribeSecret still answers, with DeletedDate',
      run: async () => {
        const { ARN } = await deleted('described-deleted');
        const { secretsManager } = target.clients();
        const described = await secretsManager.send(new DescribeSecretCommand({ SecretId: ARN }));
        expect(described.DeletedDate).toBeInstanceOf(Date);
      },
    },
    {
      id: 'secrets-deletion/create-refused',
      title: 'CreateSecret with the name of a secret scheduled for deletion is InvalidRequest',
      run: async () => {
        await deleted('taken');
        const call = createSecret(target, 'taken', 'two', versionToken('second'));
        expect(await errorName(call)).toBe('InvalidRequestException');
      },
    },
    {
      id: 'secrets-deletion/restore',
      title: 'RestoreSecret brings value and labels back',
      run: async () => {
        const { ARN } = await deleted('restored');
        const { secretsManager } = target.clients();
        const restored = await secretsManager.send(new RestoreSecretCommand({ SecretId: ARN }));
        await target.settle();
        expect(restored.ARN).toBe(ARN);
        expect(await readValue(target, 'restored')).toBe('one');
        expect(await stagesOf(target, 'restored')).toEqual({ [versionToken('first')]: ['AWSCURRENT'] });
        const described = await secretsManager.send(new DescribeSecretCommand({ SecretId: ARN }));
        expect(described.DeletedDate).toBeUndefined();
      },
    },
    {
      id: 'secrets-deletion/forced',
      title: 'a secret that was deleted by force is not brought back by RestoreSecret',
      run: async () => {
        await createSecret(target, 'forced', 'one');
        const { secretsManager } = target.clients();
        const SecretId = secretName(target, 'forced');
        const removal = { SecretId, ForceDeleteWithoutRecovery: true };
        await secretsManager.send(new DeleteSecretCommand(removal));
        // AWS says that nobody has an opportunity to recover it, and not with which code it says so.
        expect(['ResourceNotFoundException', 'InvalidRequestException']).toContain(
          await errorName(secretsManager.send(new RestoreSecretCommand({ SecretId }))),
        );
      },
    },
    {
      id: 'secrets-deletion/replicas',
      title: 'DeleteSecret of a secret with replicas is InvalidParameter and names its ARN',
      source: 'gruntwork-io/cloud-nuke issue 435, rebuy-de/aws-nuke issue 1127 (messages of AWS)',
      run: async () => {
        const { ARN = 'none' } = await createSecret(target, 'replicas', 'one');
        const { secretsManager } = target.clients();
        const replicas = { SecretId: ARN, AddReplicaRegions: [{ Region: 'us-west-2' }] };
        await secretsManager.send(new ReplicateSecretToRegionsCommand(replicas));
        await target.settle();
        const refused = await secretsManager
          .send(new DeleteSecretCommand({ SecretId: ARN, RecoveryWindowInDays: 7 }))
          .catch((error: Error) => error);
        const removal = { SecretId: ARN, RemoveReplicaRegions: ['us-west-2'] };
        await secretsManager.send(new RemoveRegionsFromReplicationCommand(removal));
        expect(refused).toMatchObject({ name: 'InvalidParameterException' });
        expect((refused as Error).message).toContain(ARN);
      },
    },
    {
      id: 'secrets-deletion/unknown',
      title: 'DeleteSecret and RestoreSecret of an unknown secret are ResourceNotFound',
      run: async () => {
        expect(await errorName(deleteSecret(target, 'never-made', 7))).toBe('ResourceNotFoundException');
        const call = target
          .clients()
          .secretsManager.send(new RestoreSecretCommand({ SecretId: secretName(target, 'never-made') }));
        expect(await errorName(call)).toBe('ResourceNotFoundException');
      },
    },
  ];
};

function anyPolicy(target: Target): string {
  const Principal = { AWS: `arn:aws:iam::${target.world().homeAccountId}:root` };
  const statement = { Effect: 'Allow', Principal, Action: 'secretsmanager:DescribeSecret', Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

async function deleteSecret(
  target: Target,
  stem: string,
  RecoveryWindowInDays: number,
): Promise<DeleteSecretCommandOutput> {
  const SecretId = secretName(target, stem);
  const answer = await target
    .clients()
    .secretsManager.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays }));
  await target.settle();
  return answer;
}

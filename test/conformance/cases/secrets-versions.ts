import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import type { Target } from '../harness/target.ts';
import { createSecret, putVersion, readValue, secretName, stagesOf, versionToken } from './secret-calls.ts';

const FIRST = versionToken('first');
const SECOND = versionToken('second');
const THIRD = versionToken('third');

const RECORDED = 'localstack/localstack tests/aws/services/secretsmanager/test_secretsmanager.snapshot.json';

/** PutSecretValue and UpdateSecretVersionStage: staging labels and idempotency. */
export const secretVersionCases: CaseFile = (target) => {
  /** A secret whose second version waits under AWSPENDING. */
  const withPending = async (stem: string): Promise<void> => {
    await createSecret(target, stem, 'one');
    await putVersion(target, stem, { token: SECOND, value: 'two', stages: ['AWSPENDING'] });
  };
  return [
    {
      id: 'secrets-versions/pending',
      title: 'PutSecretValue with AWSPENDING leaves AWSCURRENT where it is',
      run: async () => {
        await createSecret(target, 'pending', 'one');
        const version = { token: SECOND, value: 'two', stages: ['AWSPENDING'] };
        const answer = await putVersion(target, 'pending', version);
        expect([answer.VersionId, answer.VersionStages]).toEqual([SECOND, ['AWSPENDING']]);
        expect(await stagesOf(target, 'pending')).toEqual({
          [FIRST]: ['AWSCURRENT'],
          [SECOND]: ['AWSPENDING'],
        });
        expect(await readValue(target, 'pending')).toBe('one');
        expect(await readValue(target, 'pending', { VersionStage: 'AWSPENDING' })).toBe('two');
        expect(await readValue(target, 'pending', { VersionId: SECOND })).toBe('two');
      },
    },
    {
      id: 'secrets-versions/pending-moves',
      title: 'AWSPENDING moves from an older pending version to a newer one',
      run: async () => {
        await withPending('pending-moves');
        await putVersion(target, 'pending-moves', { token: THIRD, value: 'three', stages: ['AWSPENDING'] });
        const stages = await stagesOf(target, 'pending-moves');
        expect(stages[THIRD]).toEqual(['AWSPENDING']);
        expect(stages[SECOND] ?? []).toEqual([]);
      },
    },
    {
      id: 'secrets-versions/unlabelled',
      title: 'a version without labels is not described but can still be read by its id',
      run: async () => {
        await withPending('unlabelled');
        await putVersion(target, 'unlabelled', { token: THIRD, value: 'three', stages: ['AWSPENDING'] });
        expect(await stagesOf(target, 'unlabelled')).toEqual({
          [FIRST]: ['AWSCURRENT'],
          [THIRD]: ['AWSPENDING'],
        });
        expect(await readValue(target, 'unlabelled', { VersionId: SECOND })).toBe('two');
      },
    },
    {
      id: 'secrets-versions/default-stage',
      title: 'PutSecretValue without stages moves AWSCURRENT, and AWSPREVIOUS to the version before',
      run: async () => {
        await createSecret(target, 'default-stage', 'one');
        const answer = await putVersion(target, 'default-stage', { token: SECOND, value: 'two' });
        expect(answer.VersionStages).toEqual(['AWSCURRENT']);
        expect(await stagesOf(target, 'default-stage')).toEqual({
          [FIRST]: ['AWSPREVIOUS'],
          [SECOND]: ['AWSCURRENT'],
        });
        expect(await readValue(target, 'default-stage')).toBe('two');
        expect(await readValue(target, 'default-stage', { VersionStage: 'AWSPREVIOUS' })).toBe('one');
      },
    },
    {
      id: 'secrets-versions/same-token-same-value',
      title: 'PutSecretValue with the same token and value again changes nothing',
      run: async () => {
        await withPending('repeat');
        const before = await stagesOf(target, 'repeat');
        const version = { token: SECOND, value: 'two', stages: ['AWSPENDING'] };
        const answer = await putVersion(target, 'repeat', version);
        expect(answer.VersionId).toBe(SECOND);
        expect(await stagesOf(target, 'repeat')).toEqual(before);
      },
    },
    {
      id: 'secrets-versions/same-token-other-value',
      title: 'PutSecretValue with the same token and another value is ResourceExists',
      run: async () => {
        await withPending('clash');
        const call = putVersion(target, 'clash', { token: SECOND, value: 'other', stages: ['AWSPENDING'] });
        expect(await errorName(call)).toBe('ResourceExistsException');
        expect(await readValue(target, 'clash', { VersionId: SECOND })).toBe('two');
      },
    },
    {
      id: 'secrets-versions/promote',
      title: 'UpdateSecretVersionStage moves AWSCURRENT, and AWSPREVIOUS to the version that had it',
      run: async () => {
        await withPending('promote');
        await moveStage(target, 'promote', { RemoveFromVersionId: FIRST, MoveToVersionId: SECOND });
        const stages = await stagesOf(target, 'promote');
        expect(stages[FIRST]).toEqual(['AWSPREVIOUS']);
        expect(stages[SECOND]).toContain('AWSCURRENT');
        expect(await readValue(target, 'promote')).toBe('two');
      },
    },
    {
      id: 'secrets-versions/promote-keeps-pending',
      title: 'moving AWSCURRENT does not take AWSPENDING away',
      run: async () => {
        await withPending('keep-pending');
        await moveStage(target, 'keep-pending', { RemoveFromVersionId: FIRST, MoveToVersionId: SECOND });
        expect((await stagesOf(target, 'keep-pending'))[SECOND]).toEqual(['AWSCURRENT', 'AWSPENDING']);
      },
    },
    {
      id: 'secrets-versions/second-promotion',
      title: 'a second rotation moves every label on, and the oldest version is left without any',
      run: async () => {
        await withPending('twice');
        await moveStage(target, 'twice', { RemoveFromVersionId: FIRST, MoveToVersionId: SECOND });
        await putVersion(target, 'twice', { token: THIRD, value: 'three', stages: ['AWSPENDING'] });
        expect(await stagesOf(target, 'twice')).toEqual({
          [FIRST]: ['AWSPREVIOUS'],
          [SECOND]: ['AWSCURRENT'],
          [THIRD]: ['AWSPENDING'],
        });
        await moveStage(target, 'twice', { RemoveFromVersionId: SECOND, MoveToVersionId: THIRD });
        const stages = await stagesOf(target, 'twice');
        expect([stages[FIRST] ?? [], stages[SECOND], stages[THIRD]]).toEqual([
          [],
          ['AWSPREVIOUS'],
          ['AWSCURRENT', 'AWSPENDING'],
        ]);
      },
    },
    {
      id: 'secrets-versions/default-stage-ends-pending',
      source: `${RECORDED}::test_update_secret_version_stages_current_pending`,
      title: 'PutSecretValue without stages leaves the version before with AWSPREVIOUS alone',
      run: async () => {
        await withPending('ends-pending');
        await moveStage(target, 'ends-pending', { RemoveFromVersionId: FIRST, MoveToVersionId: SECOND });
        await putVersion(target, 'ends-pending', { token: THIRD, value: 'three' });
        const stages = await stagesOf(target, 'ends-pending');
        expect([stages[SECOND], stages[THIRD]]).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
      },
    },
    {
      id: 'secrets-versions/other-labels-stay',
      title: 'a version that loses AWSCURRENT keeps the labels that people made up',
      source: `${RECORDED}::test_update_secret_version_stages_current_pending_cycle_custom_stages_2`,
      run: async () => {
        await createSecret(target, 'labels', 'one');
        await putVersion(target, 'labels', { token: SECOND, value: 'two', stages: ['AWSCURRENT', 'SPARE'] });
        await putVersion(target, 'labels', { token: THIRD, value: 'three', stages: ['AWSPENDING'] });
        await moveStage(target, 'labels', { RemoveFromVersionId: SECOND, MoveToVersionId: THIRD });
        const stages = await stagesOf(target, 'labels');
        expect([stages[SECOND], stages[THIRD]]).toEqual([
          ['AWSPREVIOUS', 'SPARE'],
          ['AWSCURRENT', 'AWSPENDING'],
        ]);
      },
    },
    {
      id: 'secrets-versions/promote-needs-holder',
      title: 'moving AWSCURRENT without naming the version that has it is InvalidParameter',
      run: async () => {
        await withPending('no-holder');
        const call = moveStage(target, 'no-holder', { MoveToVersionId: SECOND });
        expect(await errorName(call)).toBe('InvalidParameterException');
        expect((await stagesOf(target, 'no-holder'))[FIRST]).toEqual(['AWSCURRENT']);
      },
    },
    {
      id: 'secrets-versions/promote-wrong-holder',
      title: 'moving AWSCURRENT from a version that does not have it is InvalidParameter',
      run: async () => {
        await withPending('wrong-holder');
        await putVersion(target, 'wrong-holder', { token: THIRD, value: 'three', stages: ['SPARE'] });
        const call = moveStage(target, 'wrong-holder', {
          RemoveFromVersionId: THIRD,
          MoveToVersionId: SECOND,
        });
        expect(await errorName(call)).toBe('InvalidParameterException');
        expect((await stagesOf(target, 'wrong-holder'))[FIRST]).toEqual(['AWSCURRENT']);
      },
    },
    {
      id: 'secrets-versions/drop-pending',
      title: 'UpdateSecretVersionStage without MoveToVersionId removes a label',
      run: async () => {
        await withPending('drop');
        await moveStage(target, 'drop', { VersionStage: 'AWSPENDING', RemoveFromVersionId: SECOND });
        const stages = await stagesOf(target, 'drop');
        expect(stages[FIRST]).toEqual(['AWSCURRENT']);
        expect(stages[SECOND] ?? []).toEqual([]);
        const call = readValue(target, 'drop', { VersionStage: 'AWSPENDING' });
        expect(await errorName(call)).toBe('ResourceNotFoundException');
      },
    },
    {
      id: 'secrets-versions/unknown-version',
      title: 'reading a version that is not there is ResourceNotFound',
      run: async () => {
        await createSecret(target, 'no-version', 'one');
        const byId = readValue(target, 'no-version', { VersionId: THIRD });
        expect(await errorName(byId)).toBe('ResourceNotFoundException');
        const byStage = readValue(target, 'no-version', { VersionStage: 'AWSPENDING' });
        expect(await errorName(byStage)).toBe('ResourceNotFoundException');
      },
    },
    {
      id: 'secrets-versions/unknown-secret',
      title: 'PutSecretValue to an unknown secret is ResourceNotFound',
      run: async () => {
        const call = putVersion(target, 'nowhere', { token: FIRST, value: 'one' });
        expect(await errorName(call)).toBe('ResourceNotFoundException');
      },
    },
  ];
};

interface StageMove {
  readonly VersionStage?: string;
  readonly RemoveFromVersionId?: string;
  readonly MoveToVersionId?: string;
}

async function moveStage(target: Target, stem: string, move: StageMove): Promise<void> {
  await target.clients().secretsManager.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secretName(target, stem),
      VersionStage: 'AWSCURRENT',
      ...move,
    }),
  );
  await target.settle();
}

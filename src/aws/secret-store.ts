import {
  CreateSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
  TagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { CallFailure, isCallFailure } from '../ports/call-failure.ts';
import type { SecretState, SecretStore } from '../ports/cloud.ts';
import type { Caller } from './call.ts';
import { toFailure } from './failure.ts';

const LEDGER_TAG = 'keyturn:ledger';
const ADOPTED_TAG = 'keyturn:adopted';

/** The secret of one user in Secrets Manager, in the account and Region of the client. Never reads a value. */
export function createSecretStore(client: SecretsManagerClient, caller: Caller, name: string): SecretStore {
  const service = 'secretsmanager';
  return {
    async describe(secretArn): Promise<SecretState | undefined> {
      try {
        const answer = await caller.read(service, 'DescribeSecret', (how) =>
          client.send(new DescribeSecretCommand({ SecretId: secretArn ?? name }), how),
        );
        const stages = Object.entries(answer.VersionIdsToStages ?? {}).flatMap(([version, labels]) =>
          labels.map((label) => [label, version] as const),
        );
        return {
          arn: answer.ARN ?? name,
          stages: new Map(stages),
          pendingDeletion: answer.DeletedDate !== undefined,
          ledgerId: tagOf(answer, LEDGER_TAG),
          adopted: tagOf(answer, ADOPTED_TAG) === 'true',
        };
      } catch (error) {
        if (isCallFailure(error, 'not-found')) return undefined;
        throw error;
      }
    },

    async create({ ledgerId, versionId }): Promise<SecretState> {
      const input = {
        Name: name,
        Description: 'Access key of an IAM user, kept by Keyturn',
        SecretString: JSON.stringify({ Status: 'Pending' }),
        ClientRequestToken: versionId,
        Tags: [{ Key: LEDGER_TAG, Value: ledgerId }],
      };
      const answer = await caller.once(service, 'CreateSecret', () =>
        client.send(new CreateSecretCommand(input)),
      );
      return {
        arn: answer.ARN ?? name,
        stages: new Map([['AWSCURRENT', versionId]]),
        pendingDeletion: false,
        ledgerId,
        adopted: false,
      };
    },

    async restore(secretArn): Promise<void> {
      await caller.repeatable(service, 'RestoreSecret', () =>
        client.send(new RestoreSecretCommand({ SecretId: secretArn })),
      );
    },

    async adopt({ secretArn, ledgerId, foreign = false }): Promise<void> {
      const Tags = [
        { Key: LEDGER_TAG, Value: ledgerId },
        ...(foreign ? [{ Key: ADOPTED_TAG, Value: 'true' }] : []),
      ];
      const input = { SecretId: secretArn, Tags };
      await caller.repeatable(service, 'TagResource', () => client.send(new TagResourceCommand(input)));
    },

    async policy(secretArn): Promise<string | undefined> {
      const answer = await caller.read(service, 'GetResourcePolicy', (how) =>
        client.send(new GetResourcePolicyCommand({ SecretId: secretArn }), how),
      );
      return answer.ResourcePolicy;
    },

    async setPolicy({ secretArn, policy }): Promise<void> {
      const input = { SecretId: secretArn, ResourcePolicy: policy, BlockPublicPolicy: true };
      await caller.repeatable(service, 'PutResourcePolicy', () =>
        client.send(new PutResourcePolicyCommand(input)),
      );
    },

    async putPending({ secretArn, versionId, value }): Promise<void> {
      const input = { SecretId: secretArn, ClientRequestToken: versionId, VersionStages: ['AWSPENDING'] };
      const send = () => client.send(new PutSecretValueCommand({ ...input, SecretString: value.expose() }));
      try {
        await caller.repeatable(service, 'PutSecretValue', send);
      } catch (error) {
        throw withoutMessage(error);
      }
    },

    async promote({ secretArn, versionId, from }): Promise<void> {
      if (from === versionId) return;
      const input = {
        SecretId: secretArn,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: versionId,
        ...(from === undefined ? {} : { RemoveFromVersionId: from }),
      };
      await caller.repeatable(service, 'UpdateSecretVersionStage', () =>
        client.send(new UpdateSecretVersionStageCommand(input)),
      );
    },
  };
}

function tagOf({ Tags }: DescribeSecretCommandOutput, key: string): string | undefined {
  return Tags?.find((tag) => tag.Key === key)?.Value;
}

/** AWS may quote a refused value in its message, so the message of a failed PutSecretValue goes no further. */
function withoutMessage(error: unknown): CallFailure {
  const failure = toFailure(error, 'secretsmanager', 'PutSecretValue');
  const known = isCallFailure(error) ? error : failure;
  const { service, operation, kind, certainty, awsCode } = known;
  return new CallFailure({
    service,
    operation,
    kind,
    certainty,
    awsCode,
    message: 'the value was not stored',
  });
}

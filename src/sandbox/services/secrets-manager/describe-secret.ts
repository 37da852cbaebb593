import type { WireOutput } from '../../wire/message.ts';
import type { SecretRecord } from '../../world/model.ts';
import type { Operation } from '../operation.ts';
import { replicationStatus } from './replicas.ts';
import { targetSecret } from './target-secret.ts';

/** DescribeSecret: everything but the value; works while deletion is pending. */
export const describeSecret: Operation = {
  service: 'secretsmanager',
  name: 'DescribeSecret',
  mutation: false,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'DescribeSecret');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.seen();
        return {
          ...secretSummary(secret),
          VersionIdsToStages: stagesByVersion(secret),
          ReplicationStatus: replicationStatus(secret, call.state.clock.now()),
        };
      },
    };
  },
};

/** What DescribeSecret and ListSecrets share: only members that have a value are in the answer. */
export function secretSummary(secret: SecretRecord): WireOutput {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description === '' ? undefined : secret.description,
    KmsKeyId: secret.kmsKeyId,
    LastChangedDate: new Date(secret.changedAt),
    LastAccessedDate: secret.accessedOn === undefined ? undefined : new Date(secret.accessedOn),
    DeletedDate: secret.purgeAt === undefined ? undefined : new Date(secret.purgeAt),
    Tags: secret.wasTagged ? [...secret.tags].map(([Key, Value]) => ({ Key, Value })) : undefined,
    CreatedDate: new Date(secret.createdAt),
    PrimaryRegion: secret.replicas.size === 0 ? undefined : secret.region,
  };
}

/** Versions without stages are deprecated and not shown; a secret without versions has no member at all. */
export function stagesByVersion(secret: SecretRecord): WireOutput | undefined {
  const staged = [...secret.versions.values()].filter((version) => version.stages.size > 0);
  if (staged.length === 0) return undefined;
  return Object.fromEntries(staged.map((version) => [version.id, [...version.stages]]));
}

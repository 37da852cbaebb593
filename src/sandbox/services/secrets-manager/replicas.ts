import type { WireOutput } from '../../wire/message.ts';
import type { SecretRecord } from '../../world/model.ts';
import { emitSecretEvent, REPLICATION_MS } from '../../world/secret-changes.ts';
import type { OperationCall } from '../operation.ts';
import { secretsError } from './errors.ts';

/** A Region to copy to, with the key to use there. */
export interface ReplicaRegion {
  readonly region: string;
  readonly kmsKeyId: string | undefined;
}

/** Reads a list of replica Regions; the secret's own Region cannot be one. */
export function readReplicaRegions(call: OperationCall, parameter: string): readonly ReplicaRegion[] {
  return call.params.structures(parameter).map((item) => {
    const region = String(item.Region ?? '');
    if (region === '' || region === call.region) {
      throw secretsError('InvalidParameterException', `Invalid replica region ${region}.`);
    }
    return { region, kmsKeyId: typeof item.KmsKeyId === 'string' ? item.KmsKeyId : undefined };
  });
}

/** Adds replicas; they are InProgress for a moment. */
export function addReplicas(
  call: OperationCall,
  secret: SecretRecord,
  regions: readonly ReplicaRegion[],
): void {
  for (const { region, kmsKeyId } of regions) {
    const inSyncAt = call.state.clock.now() + REPLICATION_MS;
    secret.replicas.set(region, { region, kmsKeyId, inSyncAt, failure: undefined });
    emitSecretEvent(call.state, 'ReplicateSecretToRegions', secret, call.caller.actor, { replica: region });
  }
}

/** ReplicationStatus as DescribeSecret shows it; absent when there are no replicas. */
export function replicationStatus(secret: SecretRecord, now: number): readonly WireOutput[] | undefined {
  if (secret.replicas.size === 0) return undefined;
  return [...secret.replicas.values()].map((replica) => {
    const Status = replica.failure === undefined ? progressOf(replica.inSyncAt, now) : 'Failed';
    const StatusMessage = replica.failure ?? (Status === 'InSync' ? 'Replication succeeded' : undefined);
    return { Region: replica.region, KmsKeyId: replica.kmsKeyId, Status, StatusMessage };
  });
}

function progressOf(inSyncAt: number, now: number): string {
  return inSyncAt <= now ? 'InSync' : 'InProgress';
}

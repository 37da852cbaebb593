import type { Operation } from '../operation.ts';
import { addReplicas, readReplicaRegions, replicationStatus } from './replicas.ts';
import { targetSecret } from './target-secret.ts';

/** ReplicateSecretToRegions: adds replicas, asynchronously in sync. */
export const replicateSecretToRegions: Operation = {
  service: 'secretsmanager',
  name: 'ReplicateSecretToRegions',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const regions = readReplicaRegions(call, 'AddReplicaRegions');
    const target = targetSecret(call, 'ReplicateSecretToRegions');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        addReplicas(call, secret, regions);
        return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret, call.state.clock.now()) };
      },
    };
  },
};

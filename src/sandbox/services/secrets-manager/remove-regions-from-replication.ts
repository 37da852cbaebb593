import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation } from '../operation.ts';
import { replicationStatus } from './replicas.ts';
import { targetSecret } from './target-secret.ts';

/** RemoveRegionsFromReplication: deletes replicas; needed before a replicated secret can be deleted. */
export const removeRegionsFromReplication: Operation = {
  service: 'secretsmanager',
  name: 'RemoveRegionsFromReplication',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const regions = call.params.texts('RemoveReplicaRegions');
    const target = targetSecret(call, 'RemoveRegionsFromReplication');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        for (const region of regions) secret.replicas.delete(region);
        const detail = { removed: regions.join(',') };
        emitSecretEvent(call.state, 'RemoveRegionsFromReplication', secret, call.caller.actor, detail);
        return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret, call.state.clock.now()) };
      },
    };
  },
};

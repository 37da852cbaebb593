import { CURRENT } from '../../world/secret-stages.ts';
import type { Operation } from '../operation.ts';
import { secretsError } from './errors.ts';
import { refuseForeignUseOfDefaultKey, targetSecret } from './target-secret.ts';
import { readVersionInput, storeVersion } from './version-input.ts';

/** PutSecretValue: a new version; without VersionStages it becomes AWSCURRENT. */
export const putSecretValue: Operation = {
  service: 'secretsmanager',
  name: 'PutSecretValue',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'PutSecretValue');
    const input = readVersionInput(call);
    if (input === undefined) {
      throw secretsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
    }
    const stages = call.params.texts('VersionStages');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        refuseForeignUseOfDefaultKey(call, secret);
        const version = storeVersion(call, secret, input, stages.length === 0 ? [CURRENT] : stages);
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: version.id,
          VersionStages: [...version.stages],
        };
      },
    };
  },
};

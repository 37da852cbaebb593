import { emitSecretEvent, touchSecret } from '../../world/secret-changes.ts';
import { CURRENT } from '../../world/secret-stages.ts';
import type { Operation } from '../operation.ts';
import { refuseForeignUseOfDefaultKey, targetSecret } from './target-secret.ts';
import { readVersionInput, refuseTokenInUse, storeVersion } from './version-input.ts';

/** UpdateSecret: description and key, and a new current value when one is given; all of it, or nothing. */
export const updateSecret: Operation = {
  service: 'secretsmanager',
  name: 'UpdateSecret',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const { params, state, caller } = call;
    const description = params.text('Description', { max: 2048 });
    const kmsKeyId = params.text('KmsKeyId', { max: 2048 });
    const input = readVersionInput(call);
    const target = targetSecret(call, 'UpdateSecret', {
      'secretsmanager:Description': description,
      'secretsmanager:KmsKeyId': kmsKeyId,
      'secretsmanager:KmsKeyArn': kmsKeyId?.startsWith('arn:') === true ? kmsKeyId : undefined,
    });
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        if (input !== undefined) {
          refuseForeignUseOfDefaultKey(call, secret);
          refuseTokenInUse(secret, input);
        }
        if (description !== undefined) secret.description = description;
        if (kmsKeyId !== undefined) secret.kmsKeyId = kmsKeyId;
        touchSecret(state, secret);
        emitSecretEvent(state, 'UpdateSecret', secret, caller.actor, {});
        const version = input === undefined ? undefined : storeVersion(call, secret, input, [CURRENT]);
        return { ARN: secret.arn, Name: secret.name, VersionId: version?.id };
      },
    };
  },
};

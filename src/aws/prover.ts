import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { FailureKind } from '../ports/call-failure.ts';
import type { KeyProver } from '../ports/cloud.ts';
import { type Connection, createClients } from './clients.ts';
import { toFailure } from './failure.ts';

const INCONCLUSIVE: readonly FailureKind[] = ['credentials', 'throttled', 'server', 'network', 'denied'];

/**
 * Proves a key by asking STS, as that key, who it is.
 *
 * GetCallerIdentity needs no permission, so a refusal says that the key is not known (yet): new keys take seconds to
 * be known everywhere. Any other failure is no proof either way, and the next attempt will tell.
 */
export function createProver(connection: Connection): KeyProver {
  return {
    async attempt(key) {
      const credentials = { accessKeyId: key.id, secretAccessKey: key.secret.expose() };
      const { sts } = createClients({ ...connection, credentials });
      try {
        const answer = await sts.send(new GetCallerIdentityCommand({}));
        const { Arn: arn, UserId: userId } = answer;
        return arn === undefined || userId === undefined ? undefined : { arn, userId };
      } catch (error) {
        const failure = toFailure(error, 'sts', 'GetCallerIdentity');
        if (INCONCLUSIVE.includes(failure.kind)) return undefined;
        throw failure;
      }
    },
  };
}

import type { AccessCheck } from '../../access/check.ts';
import type { SecretRecord } from '../../world/model.ts';
import { findSecret } from '../../world/secret-changes.ts';
import type { WorldState } from '../../world/state.ts';
import type { OperationCall } from '../operation.ts';
import { secretsError } from './errors.ts';
import { SECRET_ID } from './rules.ts';

/** The secret that a call is about, before it is known whether there is one. */
export interface TargetSecret {
  readonly check: AccessCheck;
  readonly found: SecretRecord | undefined;
  /** The secret, also while its deletion is pending. */
  get(): SecretRecord;
  /** The secret, unless its deletion is pending. */
  live(): SecretRecord;
}

/** Finds the secret named by SecretId (a name, an ARN, or an ARN without the six characters). */
export function targetSecret(
  call: OperationCall,
  action: string,
  keys: AccessCheck['keys'] = {},
): TargetSecret {
  const given = call.params.requiredText('SecretId', SECRET_ID);
  const place = placeOf(call, given);
  const found = place === undefined ? undefined : lookUp(call.state, place, given);
  const accountId = place?.accountId ?? call.caller.identity.accountId;
  const resource =
    found?.arn ?? `arn:aws:secretsmanager:${call.region}:${accountId}:secret:${place?.name ?? given}`;
  const get = (): SecretRecord => {
    if (found !== undefined) return found;
    throw secretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };
  return {
    found,
    check: {
      action: `secretsmanager:${action}`,
      resource,
      shownAs: given,
      resourceAccountId: accountId,
      resourcePolicy: found?.policy,
      ...(found === undefined ? {} : { resourceTags: found.tags }),
      keys: { 'secretsmanager:SecretId': resource, 'aws:SecretPrimaryRegion': undefined, ...keys },
    },
    get,
    live: () => {
      if (get().purgeAt === undefined) return get();
      const message = "You can't perform this operation on the secret because it was marked for deletion.";
      throw secretsError('InvalidRequestException', message);
    },
  };
}

/** Another account cannot use a secret under the AWS-managed key, whatever the policies say. */
export function refuseForeignUseOfDefaultKey(call: OperationCall, secret: SecretRecord): void {
  if (secret.accountId === call.caller.identity.accountId) return;
  if (secret.kmsKeyId !== undefined && !secret.kmsKeyId.endsWith('alias/aws/secretsmanager')) return;
  const message =
    "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.";
  throw secretsError('InvalidRequestException', message);
}

interface SecretPlace {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

function placeOf(call: OperationCall, given: string): SecretPlace | undefined {
  const { accountId } = call.caller.identity;
  if (!given.startsWith('arn:')) return { accountId, region: call.region, name: given };
  const [, region, owner, name] = /^arn:aws:secretsmanager:([^:]+):(\d{12}):secret:(.+)$/.exec(given) ?? [];
  if (region !== call.region || owner === undefined || name === undefined) return undefined;
  return { accountId: owner, region, name };
}

function lookUp(state: WorldState, place: SecretPlace, given: string): SecretRecord | undefined {
  const byWholeArn = findSecret(state, { ...place, name: place.name.slice(0, -7) });
  if (byWholeArn?.arn === given) return byWholeArn;
  return findSecret(state, place);
}

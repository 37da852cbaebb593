import type { AccessCheck } from '../../access/check.ts';
import type { ServiceError } from '../../service-error.ts';
import type { SecretRecord } from '../../world/model.ts';
import { findSecret } from '../../world/secret-changes.ts';
import { isBehind, lookBehind, rememberSecret, secretPlace } from '../../world/stale-look.ts';
import type { WorldState } from '../../world/state.ts';
import type { OperationCall } from '../operation.ts';
import { secretsError } from './errors.ts';
import { SECRET_ID } from './rules.ts';

/** The secret that a call is about, before it is known whether there is one. */
export interface TargetSecret {
  readonly check: AccessCheck;
  readonly found: SecretRecord | undefined;
  /** The secret as this read sees it, which may be a moment behind; also while its deletion is pending. */
  seen(): SecretRecord;
  /** The same, unless its deletion is pending. */
  seenLive(): SecretRecord;
  /** The secret as it is, about to be changed; also while its deletion is pending. */
  forChange(): SecretRecord;
  /** The same, unless its deletion is pending. */
  liveForChange(): SecretRecord;
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
  const seen = (): SecretRecord => {
    const look = place === undefined ? undefined : seenAt(call, place, found);
    // A secret made again under the name has another ARN, and is not the one that was asked for.
    return orNotFound(look?.arn === found?.arn || !given.startsWith('arn:') ? look : undefined);
  };
  const forChange = (): SecretRecord => {
    const secret = orNotFound(found);
    rememberSecret(call.state, secret);
    return secret;
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
    seen,
    seenLive: () => orPendingDeletion(seen()),
    forChange,
    liveForChange: () => orPendingDeletion(forChange()),
  };
}

/** The answer about a secret that is not there. */
export function notFound(): ServiceError {
  return secretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

function orNotFound(secret: SecretRecord | undefined): SecretRecord {
  if (secret !== undefined) return secret;
  throw notFound();
}

function orPendingDeletion(secret: SecretRecord): SecretRecord {
  if (secret.purgeAt === undefined) return secret;
  const message = "You can't perform this operation on the secret because it was marked for deletion.";
  throw secretsError('InvalidRequestException', message);
}

/** AWS says of all its operations that they are eventually consistent: half of the reads are behind. */
function seenAt(
  call: OperationCall,
  place: SecretPlace,
  present: SecretRecord | undefined,
): SecretRecord | undefined {
  const { state } = call;
  // Whoever asks by a whole ARN has the name of a place with the six characters behind it.
  const at = secretPlace(present ?? place);
  const behind = isBehind(state, at) ? state.options.propagation.secrets : 0;
  return lookBehind(state, state.pasts.secrets.get(at), { present, behind });
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

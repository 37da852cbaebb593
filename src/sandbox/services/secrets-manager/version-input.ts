import type { SecretRecord, SecretVersionRecord } from '../../world/model.ts';
import { addVersion } from '../../world/secret-changes.ts';
import type { OperationCall } from '../operation.ts';
import { secretsError } from './errors.ts';
import { REQUEST_TOKEN, SECRET_BINARY, SECRET_VALUE } from './rules.ts';

/** A value given in a request, with the token that becomes its version id. */
export interface VersionInput {
  readonly token: string;
  readonly value: string;
  readonly binary: boolean;
}

/** Reads SecretString or SecretBinary and the token; undefined when there is no value. */
export function readVersionInput(call: OperationCall): VersionInput | undefined {
  const { params } = call;
  const text = params.text('SecretString', SECRET_VALUE);
  const binary = params.text('SecretBinary', SECRET_BINARY);
  const token = params.text('ClientRequestToken', REQUEST_TOKEN);
  if (text !== undefined && binary !== undefined) {
    const message =
      "You can't specify both a binary secret value and a string secret value in the same secret.";
    throw secretsError('InvalidParameterException', message);
  }
  const value = text ?? binary;
  if (value === undefined) return undefined;
  if (token === undefined) {
    const message = 'You must provide a ClientRequestToken value. We recommend a UUID-type value.';
    throw secretsError('InvalidRequestException', message);
  }
  return { token, value, binary: text === undefined };
}

/**
 * Stores a value. The token makes this idempotent: the same value again is ignored, stages included; another value
 * under a known token is an error.
 */
export function storeVersion(
  call: OperationCall,
  secret: SecretRecord,
  input: VersionInput,
  stages: readonly string[],
): SecretVersionRecord {
  refuseTokenInUse(secret, input);
  const existing = secret.versions.get(input.token);
  if (existing !== undefined) return existing;
  const fresh = { id: input.token, value: input.value, binary: input.binary, stages };
  return addVersion(call.state, secret, fresh, call.caller.actor);
}

/** Throws when the token is that of a version with another value. */
export function refuseTokenInUse(secret: SecretRecord, input: VersionInput): void {
  const existing = secret.versions.get(input.token);
  if (existing === undefined || existing.value.reveal() === input.value) return;
  const message =
    `You can't use ClientRequestToken ${input.token} because that value is already in use for a version of secret ` +
    `${secret.arn}.`;
  throw secretsError('ResourceExistsException', message);
}

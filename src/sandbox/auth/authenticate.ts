import { commonError, type ServiceError } from '../service-error.ts';
import type { ParsedRequest } from '../wire/parse.ts';
import { emitKeyEvent } from '../world/key-changes.ts';
import { believedStatus } from '../world/key-propagation.ts';
import { recordKeyUse } from '../world/key-use.ts';
import type { KeyRecord, SessionRecord } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import { type Caller, sessionCaller, userCaller } from './caller.ts';
import type { CredentialScope } from './credential.ts';
import { type SigningTime, signatureAgeProblem } from './signature-age.ts';

const INVALID_TOKEN = 'The security token included in the request is invalid.';
const BAD_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** A signed request on its way to being believed. */
export interface SignedRequest {
  readonly parsed: ParsedRequest;
  /** Undefined where there is no signature, or none of a known form. */
  readonly scope: CredentialScope | undefined;
  readonly signedWith: (secret: string) => boolean;
  readonly time: SigningTime;
}

/** Finds out who signed a request, or throws as AWS refuses it. Use of a long-term key is recorded. */
export function authenticate(state: WorldState, signed: SignedRequest): Caller {
  const { scope, parsed } = signed;
  if (scope === undefined) throw missingHeader(parsed);
  const key = state.keys.get(scope.accessKeyId);
  if (key !== undefined) return authenticateUser(state, signed, scope, key);
  const session = state.sessions.get(scope.accessKeyId);
  if (session !== undefined) return authenticateSession(state, signed, session);
  throw commonError('unknownKey', parsed.service, INVALID_TOKEN);
}

function authenticateUser(
  state: WorldState,
  signed: SignedRequest,
  scope: CredentialScope,
  key: KeyRecord,
): Caller {
  const { parsed } = signed;
  const user = state.accounts.get(key.accountId)?.users.get(key.userName);
  const use = { service: parsed.service, region: scope.region };
  const refuse = (error: ServiceError): ServiceError => {
    const actor = { arn: user?.arn ?? 'unknown' };
    emitKeyEvent(state, 'KeyUseDenied', key, actor, { ...use, code: error.code });
    return error;
  };
  const believed = believedStatus(state, key) === 'Active' && user?.userId === key.userId;
  if (!believed || parsed.headers['x-amz-security-token'] !== undefined || user === undefined) {
    throw refuse(commonError('unknownKey', parsed.service, INVALID_TOKEN));
  }
  const wrong = signatureProblem(state, signed, key.secret.reveal());
  if (wrong !== undefined) throw refuse(wrong);
  recordKeyUse(state, key, use, { arn: user.arn });
  return userCaller(user);
}

function authenticateSession(state: WorldState, signed: SignedRequest, session: SessionRecord): Caller {
  const { service, headers } = signed.parsed;
  const role = state.accounts.get(session.accountId)?.roles.get(session.roleName);
  const genuine = headers['x-amz-security-token'] === session.token.reveal();
  if (!genuine || role?.roleId !== session.roleId) throw commonError('unknownKey', service, INVALID_TOKEN);
  if (session.expiresAt <= state.clock.now()) {
    throw commonError('expiredToken', service, 'The security token included in the request is expired');
  }
  const wrong = signatureProblem(state, signed, session.secret.reveal());
  if (wrong !== undefined) throw wrong;
  return sessionCaller(role, session);
}

function signatureProblem(
  state: WorldState,
  signed: SignedRequest,
  secret: string,
): ServiceError | undefined {
  const { service } = signed.parsed;
  if (!signed.signedWith(secret)) return commonError('badSignature', service, BAD_SIGNATURE);
  const untimely = signatureAgeProblem(state, service, signed.time);
  return untimely === undefined ? undefined : commonError('badSignature', service, untimely);
}

function missingHeader(parsed: ParsedRequest): ServiceError {
  return parsed.headers.authorization === undefined
    ? commonError('missingToken', parsed.service, 'Missing Authentication Token')
    : commonError('incompleteSignature', parsed.service, 'The request signature is not in a known form.');
}

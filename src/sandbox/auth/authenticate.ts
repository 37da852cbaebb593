import { commonError, type ServiceError } from '../service-error.ts';
import type { WireRequest } from '../wire/message.ts';
import type { ParsedRequest } from '../wire/parse.ts';
import { emitKeyEvent } from '../world/key-changes.ts';
import { believedStatus } from '../world/key-propagation.ts';
import { recordKeyUse } from '../world/key-use.ts';
import type { KeyRecord, SessionRecord } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import { type Caller, sessionCaller, userCaller } from './caller.ts';
import type { SignatureHeader } from './credential.ts';
import { expectedSignature } from './signature.ts';
import { signatureAgeProblem } from './signature-age.ts';

const INVALID_TOKEN = 'The security token included in the request is invalid.';
const BAD_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** A signed request on its way to being believed. */
export interface SignedRequest {
  readonly request: WireRequest;
  readonly parsed: ParsedRequest;
  readonly header: SignatureHeader | undefined;
}

/** Finds out who signed a request, or throws as AWS refuses it. Use of a long-term key is recorded. */
export function authenticate(state: WorldState, signed: SignedRequest): Caller {
  const { header, parsed } = signed;
  if (header === undefined) throw missingHeader(parsed);
  const key = state.keys.get(header.accessKeyId);
  if (key !== undefined) return authenticateUser(state, signed, header, key);
  const session = state.sessions.get(header.accessKeyId);
  if (session !== undefined) return authenticateSession(state, signed, header, session);
  throw commonError('unknownKey', parsed.service, INVALID_TOKEN);
}

function authenticateUser(
  state: WorldState,
  signed: SignedRequest,
  header: SignatureHeader,
  key: KeyRecord,
): Caller {
  const { parsed } = signed;
  const user = state.accounts.get(key.accountId)?.users.get(key.userName);
  const use = { service: parsed.service, region: header.region };
  const refuse = (error: ServiceError): ServiceError => {
    const actor = { arn: user?.arn ?? 'unknown' };
    emitKeyEvent(state, 'KeyUseDenied', key, actor, { ...use, code: error.code });
    return error;
  };
  const believed = believedStatus(state, key) === 'Active' && user?.userId === key.userId;
  if (!believed || parsed.headers['x-amz-security-token'] !== undefined || user === undefined) {
    throw refuse(commonError('unknownKey', parsed.service, INVALID_TOKEN));
  }
  const wrong = signatureProblem(state, signed, header, key.secret.reveal());
  if (wrong !== undefined) throw refuse(wrong);
  recordKeyUse(state, key, use, { arn: user.arn });
  return userCaller(user);
}

function authenticateSession(
  state: WorldState,
  signed: SignedRequest,
  header: SignatureHeader,
  session: SessionRecord,
): Caller {
  const { service, headers } = signed.parsed;
  const role = state.accounts.get(session.accountId)?.roles.get(session.roleName);
  const genuine = headers['x-amz-security-token'] === session.token.reveal();
  if (!genuine || role?.roleId !== session.roleId) throw commonError('unknownKey', service, INVALID_TOKEN);
  if (session.expiresAt <= state.clock.now()) {
    throw commonError('expiredToken', service, 'The security token included in the request is expired');
  }
  const wrong = signatureProblem(state, signed, header, session.secret.reveal());
  if (wrong !== undefined) throw wrong;
  return sessionCaller(role, session);
}

function signatureProblem(
  state: WorldState,
  signed: SignedRequest,
  header: SignatureHeader,
  secret: string,
): ServiceError | undefined {
  const { service, headers } = signed.parsed;
  const date = headers['x-amz-date'] ?? '';
  const covers = header.signedHeaders.includes('host') && header.signedHeaders.includes('x-amz-date');
  const matches = covers && expectedSignature(signed.request, headers, header, secret) === header.signature;
  if (!matches || !date.startsWith(header.date)) return commonError('badSignature', service, BAD_SIGNATURE);
  const untimely = signatureAgeProblem(state, service, date);
  return untimely === undefined ? undefined : commonError('badSignature', service, untimely);
}

function missingHeader(parsed: ParsedRequest): ServiceError {
  return parsed.headers.authorization === undefined
    ? commonError('missingToken', parsed.service, 'Missing Authentication Token')
    : commonError('incompleteSignature', parsed.service, 'The request signature is not in a known form.');
}

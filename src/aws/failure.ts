import { CallFailure, type FailureKind } from '../ports/call-failure.ts';
import { UNREADABLE_ANSWER } from './whole-answer.ts';

/** AWS's error codes, without the suffix `Exception` that some services add, by what they mean to us. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  Throttling: 'throttled',
  ThrottledException: 'throttled',
  TooManyRequests: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  SlowDown: 'throttled',
  AccessDenied: 'denied',
  UnauthorizedOperation: 'denied',
  NoSuchEntity: 'not-found',
  ResourceNotFound: 'not-found',
  ParameterNotFound: 'not-found',
  EntityAlreadyExists: 'exists',
  ResourceExists: 'exists',
  LimitExceeded: 'limit',
  Validation: 'invalid',
  ValidationError: 'invalid',
  InvalidParameter: 'invalid',
  InvalidInput: 'invalid',
  MalformedPolicyDocument: 'invalid',
  ExpiredToken: 'credentials',
  InvalidClientTokenId: 'credentials',
  UnrecognizedClient: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  InvalidSignature: 'credentials',
  CredentialsProviderError: 'credentials',
};

/**
 * Translates whatever the SDK throws into a CallFailure.
 *
 * An answer of AWS with a 4xx status is a refusal: nothing was done. A 5xx answer, one that cannot be read (half of it,
 * nothing of it, a proxy's page, whatever its status), a dropped connection or a timeout leave it open whether a change
 * was carried out. A connection that was refused carried nothing.
 */
export function toFailure(error: unknown, service: string, operation: string): CallFailure {
  const facts = readError(error);
  const code = facts.name.replace(/Exception$/, '');
  const kind = kindOf(code, facts);
  const certainty = wasRefused(facts) ? 'refused' : 'unknown';
  return new CallFailure({
    service,
    operation,
    kind,
    certainty,
    awsCode: facts.name,
    message: facts.name === 'TimeoutError' ? UNANSWERED : facts.message,
  });
}

/** In place of the words of a library. */
const UNANSWERED =
  'AWS did not answer in the time that concurrency.requestTimeout allows. Check the network and the proxy, and run again';

/** Failures to reach the other side at all: no request was sent. */
const NOT_CONNECTED: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

function wasRefused(facts: ErrorFacts): boolean {
  const { name, status } = facts;
  if (name === UNREADABLE_ANSWER) return false;
  if (status !== undefined) return status >= 400 && status < 500;
  return name === 'CredentialsProviderError' || NOT_CONNECTED.includes(name);
}

interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

function readError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'UnknownError', message: 'no details', status: undefined };
  const metadata =
    '$metadata' in error ? (error.$metadata as { httpStatusCode?: number } | undefined) : undefined;
  const code = 'Code' in error && typeof error.Code === 'string' ? error.Code : undefined;
  const system = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const generic = error.name === 'Error' || error.name === 'TypeError' || error.name === 'AggregateError';
  const name = generic ? (code ?? system ?? error.name) : error.name;
  return { name, message: error.message || system || 'no details', status: metadata?.httpStatusCode };
}

function kindOf(code: string, facts: ErrorFacts): FailureKind {
  if (facts.name === 'InvalidRequestException' && /(scheduled|marked) for deletion/i.test(facts.message)) {
    return 'pending-deletion';
  }
  const known = KINDS[code] ?? KINDS[facts.name];
  if (known !== undefined) return known;
  // Nothing was sent: the SDK itself could not say where to.
  if (facts.status === undefined && /region is missing/i.test(facts.message)) return 'invalid';
  if (facts.status === undefined) return 'network';
  // An answer that cannot be read is as good as none, whoever found that out.
  if (facts.status < 400 || (facts.name === UNREADABLE_ANSWER && facts.status < 500)) return 'network';
  return facts.status >= 500 ? 'server' : 'other';
}

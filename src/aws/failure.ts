import { CallFailure, type FailureKind } from '../ports/call-failure.ts';

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
 * An answer with a 4xx status is a refusal: AWS did nothing. A 5xx answer, a dropped connection or a timeout leave it
 * open whether a change was carried out.
 */
export function toFailure(error: unknown, service: string, operation: string): CallFailure {
  const facts = readError(error);
  const code = facts.name.replace(/Exception$/, '');
  const kind = kindOf(code, facts);
  const refused = facts.status !== undefined && facts.status >= 400 && facts.status < 500;
  const certainty = refused || facts.name === 'CredentialsProviderError' ? 'refused' : 'unknown';
  return new CallFailure({
    service,
    operation,
    kind,
    certainty,
    awsCode: facts.name,
    message: facts.message,
  });
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
  return facts.status >= 500 ? 'server' : 'other';
}

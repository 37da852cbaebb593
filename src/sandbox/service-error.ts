import { protocolOf, type ServiceName } from './wire/service.ts';

/** A failure that AWS would answer with: its code, its HTTP status, its message. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;
  /** More than AWS tells, for the record of calls. */
  readonly reason: string | undefined;

  constructor(code: string, status: number, message: string, reason?: string) {
    super(message);
    this.code = code;
    this.status = status;
    this.reason = reason;
  }
}

/** Narrows to a failure that is part of the simulation. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof ServiceError;
}

/** The failures that every service has. */
export type CommonFailure =
  | 'accessDenied'
  | 'unknownKey'
  | 'badSignature'
  | 'expiredToken'
  | 'missingToken'
  | 'incompleteSignature'
  | 'unknownOperation'
  | 'throttled'
  | 'internal';

/** Their names in the query protocol, the HTTP status there, and their names in JSON. */
const COMMON: Readonly<Record<CommonFailure, readonly [string, number, string]>> = {
  accessDenied: ['AccessDenied', 403, 'AccessDeniedException'],
  unknownKey: ['InvalidClientTokenId', 403, 'UnrecognizedClientException'],
  badSignature: ['SignatureDoesNotMatch', 403, 'InvalidSignatureException'],
  expiredToken: ['ExpiredToken', 403, 'ExpiredTokenException'],
  missingToken: ['MissingAuthenticationToken', 403, 'MissingAuthenticationTokenException'],
  incompleteSignature: ['IncompleteSignature', 400, 'IncompleteSignatureException'],
  unknownOperation: ['InvalidAction', 400, 'UnknownOperationException'],
  throttled: ['Throttling', 400, 'ThrottlingException'],
  internal: ['InternalFailure', 500, 'InternalFailure'],
};

/** Makes a common failure in the manner of a service; JSON services answer 400 to all but internal failures. */
export function commonError(
  failure: CommonFailure,
  service: ServiceName,
  message: string,
  reason?: string,
): ServiceError {
  const [queryCode, queryStatus, jsonCode] = COMMON[failure];
  if (protocolOf(service) === 'query') return new ServiceError(queryCode, queryStatus, message, reason);
  const code = failure === 'throttled' && service === 'organizations' ? 'TooManyRequestsException' : jsonCode;
  return new ServiceError(code, failure === 'internal' ? 500 : 400, message, reason);
}

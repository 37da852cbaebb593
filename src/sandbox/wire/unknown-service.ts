/** A request that names no simulated service, neither by its signature nor by its target or host. */
export class UnknownServiceError extends Error {
  override readonly name = 'UnknownServiceError';
}

/** Narrows to a request for a service that is not simulated. */
export function isUnknownService(error: unknown): error is UnknownServiceError {
  return error instanceof UnknownServiceError;
}

const CODE = 'ETIMEDOUT';

/**
 * Stands for a call that is never answered: whoever carries the call waits as its medium does.
 *
 * A request handler lets simulated time pass until the client gives up, and node:http leaves the connection open. To
 * anybody who does neither it looks as the client's own timeout does.
 */
export function neverAnswered(): Error {
  return Object.assign(new Error('the request is never answered'), { name: 'TimeoutError', code: CODE });
}

/** Tells it apart from a connection that breaks. */
export function isNeverAnswered(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CODE;
}

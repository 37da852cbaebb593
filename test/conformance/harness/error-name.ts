/**
 * Returns the `name` of the error that a call is refused with.
 *
 * Codes are compared by name only: messages differ between AWS, its Regions and emulators. The result of a call
 * that unexpectedly succeeds is not shown, because it may carry a secret.
 *
 * @throws Error when the call succeeds.
 */
export async function errorName(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.name : 'not an Error';
  }
  throw new Error('the call was expected to be refused, but it succeeded');
}

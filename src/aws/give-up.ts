import type { CallContext, Stack } from './read-whole.ts';

/** Calls that were given up: nothing of them may be sent any more. */
const givenUp = new WeakSet<CallContext>();

/**
 * Gives every call up after so many milliseconds, whatever it waits for.
 *
 * The handler's timeouts bound a request. Before that the SDK may ask for credentials, and a `credential_process` or a
 * sign-in service that never answers is bounded by nobody. A call that was given up is never sent afterwards: its
 * outcome counts as unknown by then, and its user may be another run's.
 */
export function giveUpAfter(client: Stack, milliseconds: number): void {
  const outer =
    (next: (args: unknown) => Promise<unknown>, context: CallContext) =>
    async (args: unknown): Promise<unknown> => {
      const { promise, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        givenUp.add(context);
        reject(timeout(milliseconds));
      }, milliseconds);
      try {
        return await Promise.race([next(args), promise]);
      } finally {
        clearTimeout(timer);
      }
    };
  const inner =
    (next: (args: unknown) => Promise<unknown>, context: CallContext) =>
    async (args: unknown): Promise<unknown> => {
      if (givenUp.has(context)) throw timeout(milliseconds);
      return await next(args);
    };
  client.middlewareStack.add(outer, { step: 'initialize', name: 'keyturnGiveUp', priority: 'high' });
  client.middlewareStack.add(inner, { step: 'deserialize', name: 'keyturnGivenUp', priority: 'low' });
}

function timeout(milliseconds: number): Error {
  const message = `the call did not end within ${milliseconds / 1000} seconds`;
  return Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' });
}

import { KeyturnError } from '../domain/errors.ts';

/**
 * Does something unless the run is to end: then it is told so by the signal, and is not waited for, whatever it does.
 * For what changes nothing. Errors: INTERRUPTED.
 */
export async function unlessStopped<T>(
  stop: AbortSignal | undefined,
  work: (signal?: AbortSignal) => Promise<T>,
): Promise<T> {
  if (stop === undefined) return await work();
  if (stop.aborted) throw interrupted();
  const own = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const onStop = (): void => {
    reject(interrupted());
    own.abort();
  };
  stop.addEventListener('abort', onStop);
  try {
    return await Promise.race([work(own.signal), promise]);
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}

function interrupted(): KeyturnError {
  return new KeyturnError({
    code: 'INTERRUPTED',
    message: 'The run was stopped by hand while it was reading.',
    next: 'Run again: the next run continues.',
  });
}

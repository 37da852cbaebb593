import type { Terminal } from './terminal.ts';

/** The watch for a person who wants the run to end. */
export interface Interrupts {
  /** The run is over: signals do again what they do by default. */
  close(): void;
}

/** Ctrl-C, the polite signal to end, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm and others pass a signal on that the terminal has sent to all of them: so soon after the first it is the same. */
const SAME_SIGNAL_MS = 300;

/** A call that is never answered is sent three times at most; so many timeouts see it through. */
const TIMEOUTS_TO_STOP = 4;

const LEASED = 'the users that it was working on wait for up to 15 minutes';

/**
 * Watches for signals to end. The first one aborts `stop`: reading ends, nothing more is begun, and what was begun is
 * finished, so that no user stays leased; that takes four timeouts of a request at most, and what is not finished by then is left as it is.
 * A second one ends the process at once. The next run repairs.
 */
export function watchInterrupts(
  terminal: Terminal,
  requestTimeout: number,
  stop: AbortController,
): Interrupts {
  const within = TIMEOUTS_TO_STOP * requestTimeout;
  const seconds = Math.ceil(within / 1000);
  let askedAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const onSignal = (): void => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt < SAME_SIGNAL_MS) return;
      terminal.err(`Stopped at once (exit code 130). The next run continues; ${LEASED}.\n`);
      process.exit(130);
    }
    askedAt = performance.now();
    stop.abort();
    terminal.err(
      `Stopping: reading ends now, a change that has started is finished within ${seconds} seconds, and no other change starts. A second Ctrl-C or signal stops at once; ${LEASED}.\n`,
    );
    timer = setTimeout(() => {
      terminal.err(
        `keyturn: INTERRUPTED: a change that had started could not be finished within ${seconds} seconds; ${LEASED}.\n  Fix: Run again. The next run continues.\n`,
      );
      process.exit(130);
    }, within);
    timer.unref();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    close: () => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

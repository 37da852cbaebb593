import type { Terminal } from './terminal.ts';

/** Whether a person wants the run to end. */
export interface Interrupts {
  readonly interrupted: () => boolean;
  /** The run is over: signals do again what they do by default. */
  close(): void;
}

/**
 * Watches for Ctrl-C and the polite signal to end. After the first one nothing more is begun, and what was begun is
 * finished, so that no user stays leased. A second one ends the process at once; the next run then repairs.
 */
export function watchInterrupts(terminal: Terminal): Interrupts {
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(130);
    asked = true;
    terminal.err(
      'Stopping: what was begun is finished, and nothing more is begun. Once more to stop at once; users that were worked on then wait for up to 15 minutes.\n',
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    interrupted: () => asked,
    close: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Another process that has the ledger open, and does with it what it is told. */
export interface OtherProcess {
  readonly pid: number;
  /** Sends an order, and gives the answer to it. */
  ask(order: object): Promise<unknown>;
  /** Kills it, and waits until it is no more. */
  kill(): Promise<void>;
}

/** Starts another process on a ledger file; it ends with the test. */
export function otherProcess(path: string): OtherProcess {
  const child = fork(fileURLToPath(new URL('./other-process-main.ts', import.meta.url)), [path], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    kill,
    ask: async (order) =>
      await new Promise((resolve, reject) => {
        child.once('message', resolve);
        void exit.then(() => reject(new Error('the other process has ended')));
        child.send(order);
      }),
  };
}

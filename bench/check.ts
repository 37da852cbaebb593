import type { ClientRun } from './client.ts';
import type { Call } from './server.ts';

/** Refuses a run that failed, showing the end of what it said. */
export function assertDone(run: ClientRun): void {
  if (run.exitCode === 0) return;
  const said = `${run.stdout.slice(-1500)}\n${run.stderr.slice(-1500)}`;
  throw new Error(`the run ended with exit code ${run.exitCode}:\n${said}`);
}

/** Refuses calls that do not hand over exactly so many keys: each made, stored and made current once. */
export function assertRotated(calls: readonly Call[], count: number): void {
  for (const operation of ['CreateAccessKey', 'UpdateSecretVersionStage']) {
    const done = calls.filter((call) => call.operation === operation && call.ok).length;
    if (done !== count) throw new Error(`${operation} succeeded ${done} times and not ${count}`);
  }
}

/** How often each operation was called, the most frequent first. */
export function histogram(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([operation, count]) => `${count} ${operation}`)
    .join(', ');
}

import type { Sandbox } from '../../src/sandbox/index.ts';
import { type RunSetup, run } from './world.ts';

/** Runs once and gives how often each operation was called. */
export async function countedRun(
  sandbox: Sandbox,
  setup: RunSetup & { readonly enforce?: boolean },
): Promise<{
  readonly report: Awaited<ReturnType<typeof run>>;
  readonly calls: Readonly<Record<string, number>>;
  readonly total: number;
}> {
  sandbox.clearCalls();
  const report = await run(sandbox, { withUnits: false, ...setup });
  const calls: Record<string, number> = {};
  for (const { operation } of sandbox.calls) calls[operation] = (calls[operation] ?? 0) + 1;
  return { report, calls, total: sandbox.calls.length };
}

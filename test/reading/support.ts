import type { AccountReader, Cloud, RawCredentialReport } from '../../src/ports/cloud.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox, UserDefinition } from '../../src/sandbox/index.ts';
import { lightCloudOf } from '../model/light-cloud-of.ts';
import { day, member, memoryLedger, partsOf, type RunSetup, run, sandboxWith } from '../support/world.ts';

export const ACCOUNT = '111111111111';

/** A sandbox with one member account whose users all have one key, and a ledger of its own. */
export function office(users: readonly UserDefinition[]): {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
} {
  return { sandbox: sandboxWith([member(ACCOUNT, users)], { pageSize: 1000 }), ledger: memoryLedger() };
}

/** Users with one key each, used yesterday; of ages from 0 to 59 days unless said otherwise. */
export function users(count: number, ageOf = (index: number): number => index % 60): UserDefinition[] {
  const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
  return Array.from({ length: count }, (_, index) => ({
    name: `user-${String(index).padStart(4, '0')}`,
    keys: [{ createdAt: day(-ageOf(index)), lastUsed }],
  }));
}

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

/** A cloud whose credential report is what the test says, from what it really is. */
export function withReport(
  sandbox: Sandbox,
  setup: RunSetup,
  change: (real: RawCredentialReport) => RawCredentialReport,
): Cloud {
  const { ids, settings } = partsOf(sandbox, { withUnits: false, ...setup });
  const cloud = lightCloudOf(sandbox, { ids, settings, processId: setup.processId ?? 'process' });
  return {
    ...cloud,
    openAccount: async (account): Promise<AccountReader> => {
      const reader = await cloud.openAccount(account);
      return {
        ...reader,
        credentialReport: async (options) => change(await reader.credentialReport(options)),
      };
    },
  };
}

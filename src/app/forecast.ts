import pMap from 'p-map';
import type { Forecast } from '../domain/forecast.ts';
import type { UserId } from '../domain/ids.ts';
import { blankMemory } from '../domain/memory.ts';
import type { Narrowing } from '../domain/narrowing.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import { DAY, type Duration, type Instant } from '../domain/time.ts';
import type { Account } from '../domain/user-facts.ts';
import { assertClock } from '../engine/clock-skew.ts';
import { contextOf } from '../engine/context-of.ts';
import { createReadNotes } from '../inventory/read-notes.ts';
import { scanAccount } from '../inventory/scan-account.ts';
import { selectAccounts } from '../inventory/select-accounts.ts';
import { FORECAST_ASSUMPTIONS, forecastUser } from '../policy/forecast.ts';
import { reachOwners } from './channels.ts';
import { type Narrowed, narrow } from './narrow.ts';
import { failedAccount } from './run/account-failure.ts';
import { assumedCanary, canaryState } from './run/canary.ts';
import { listAccountsInScope } from './run/list-accounts.ts';
import { RUNS_LOOKED_AT } from './run/other-ledger.ts';
import type { RunParts } from './run/parts.ts';
import { untoldOwners } from './untold-owners.ts';

const NOTICES_ACCEPTED =
  'Every notice is accepted on the day it is sent, by a channel that reaches its owner.';
const NOTICES_UNTOLD = {
  all: 'No channel reaches owners, so everything that needs a notice is held. With --assume-notices the forecast is made as if one did.',
  some: 'No channel reaches owners, so what needs a notice is held, and the rest continues. With --assume-notices the forecast is made as if one did.',
  none: 'Nothing waits for a notice, as `policy.notice: not-required` says.',
} as const;

/** The canary, if there is one, gets through its first run today. */
function assumedRun(settings: RunParts['settings'], startedAt: Instant): readonly RunSummary[] {
  const { canary } = settings.safety;
  if (canary === undefined) return [];
  const decisions = { rotate: 0, deactivate: 0, delete: 0, warn: 0, hold: 0, repair: 0, none: 0 };
  const accounts = { scanned: 1, excluded: 0, failed: 0 };
  const run = { runId: 'assumed', startedAt, endedAt: startedAt, enforce: true, accounts, decisions };
  return [{ ...run, done: 0, failed: 0, complete: true, canary: assumedCanary(canary) }];
}

/** What the coming days bring, by the same planner. Reads everything, and writes nothing. */
export async function forecast(
  parts: RunParts,
  days: number,
  options: { readonly assumeNotices?: boolean; readonly narrow?: Narrowing } = {},
): Promise<Forecast> {
  const { cloud, clock, ledger, settings, host } = parts;
  const caller = await cloud.caller();
  assertClock(cloud.clockSkew());
  const listing = await listAccountsInScope(parts, caller);
  const selection = selectAccounts(listing.accounts, settings.scope);
  const { narrow: narrowing } = options;
  const narrowed: Narrowed =
    narrowing === undefined
      ? selection
      : await narrow(parts, selection, { listed: listing.accounts, narrowing });
  const { accounts, settled } = narrowed;
  const now = clock.now();
  const runs = [...(await ledger.runs(RUNS_LOOKED_AT)), ...assumedRun(settings, now)];
  const told = options.assumeNotices === true || reachOwners(parts.notifiers);
  const untold = untoldOwners(settings, told);
  host.notify({
    code: 'RUN_STARTED',
    level: 'info',
    text: accounts.length === 1 ? 'Reading one account' : `Reading ${accounts.length} accounts`,
    data: { accounts: accounts.length },
  });
  let through = 0;
  const results = await pMap(
    accounts,
    async (account) => {
      try {
        const only = narrowed.only?.get(account.id);
        const result = await forecastAccount(parts, account, {
          days,
          now,
          runs,
          told,
          ...(only === undefined ? {} : { only }),
        });
        through += 1;
        const text = `account ${through} of ${accounts.length}, ${account.name}`;
        host.notify({ code: 'ACCOUNT_SCANNED', level: 'info', text, data: { accountId: account.id } });
        return result;
      } catch (error) {
        const { why, code } = failedAccount(account, error);
        host.notify({
          code: 'ACCOUNT_FAILED',
          level: 'error',
          text: `${account.name}: ${why}`,
          data: { accountId: account.id, error: code },
        });
        return { events: [], unread: 0, failed: true };
      }
    },
    { concurrency: settings.concurrency.accounts },
  );
  const failed = settled.filter((entry) => entry.outcome === 'failed').length;
  const events = results.flatMap((result) => result.events);
  return {
    schema: 'keyturn/forecast/v1',
    madeAt: now,
    days,
    ...(narrowing === undefined ? {} : { narrowed: narrowing }),
    ...(untold === undefined ? {} : { untold }),
    assumptions: [told ? NOTICES_ACCEPTED : NOTICES_UNTOLD[untold ?? 'none'], ...FORECAST_ASSUMPTIONS],
    events: events.sort((a, b) => a.at - b.at || (a.userName < b.userName ? -1 : 1)),
    unread: results.reduce((sum, result) => sum + result.unread, 0),
    unreadAccounts: failed + results.filter((result) => result.failed).length,
  };
}

async function forecastAccount(
  parts: RunParts,
  account: Account,
  at: {
    readonly days: number;
    readonly now: Instant;
    /** Only these users. */
    readonly only?: ReadonlySet<UserId>;
    /** Whether owners are told in a way that counts. */
    readonly told: boolean;
    readonly runs: readonly RunSummary[];
  },
) {
  const { ledger, settings } = parts;
  const memories = await ledger.loadAccount(account.id);
  const scan = await scanAccount(
    {
      ...parts,
      memories,
      reads: new Map(),
      note: createReadNotes(ledger, false),
      enforce: false,
      isIdle: () => false,
      horizon: (at.days * DAY) as Duration,
      ...(at.only === undefined ? {} : { only: at.only }),
    },
    account,
  );
  const events = scan.users.flatMap((facts) => {
    const memory = memories.get(facts.userId) ?? blankMemory(account.id, facts.userId);
    return forecastUser({ facts, memory, now: at.now, told: at.told }, at.days, (future, known, now) => {
      const canary = canaryState(settings.safety.canary, at.runs, now);
      const planning = {
        settings,
        canary,
        clock: { ...parts.clock, now: () => now },
        reachesOwners: at.told,
      };
      return contextOf(planning, future, known);
    });
  });
  return { events, unread: scan.failures.length, failed: false };
}

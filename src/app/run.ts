import pMap from 'p-map';
import type { Settings } from '../config/settings.ts';
import { type AccountCoverage, isComplete } from '../domain/coverage.ts';
import type { Decision } from '../domain/decision.ts';
import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import type { Narrowing } from '../domain/narrowing.ts';
import type { ReportedExemption, RunReport } from '../domain/report.ts';
import type { Account } from '../domain/user-facts.ts';
import { createBudget } from '../engine/budget.ts';
import { assertClock } from '../engine/clock-skew.ts';
import type { Engine } from '../engine/engine.ts';
import { selectAccounts } from '../inventory/select-accounts.ts';
import { deliverOutbox } from '../notify/outbox.ts';
import { describeExemption, hasEnded } from '../policy/exemption.ts';
import { freezeOf } from '../policy/pauses.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cloud } from '../ports/cloud.ts';
import type { Host } from '../ports/host.ts';
import type { Ids } from '../ports/ids.ts';
import type { KillSwitch } from '../ports/kill-switch.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Waiting } from '../ports/waiting.ts';
import { canaryState, canarySummary } from './canary.ts';
import { reachOwners } from './channels.ts';
import type { ForceWish } from './force-order.ts';
import { lookAfterBegun } from './look-after-begun.ts';
import { type NewLedger, watchOtherLedgers } from './other-ledger.ts';
import { isAskedFor, ofAllUsers, partOf } from './part-of-run.ts';
import { listAccountsInScope } from './preflight.ts';
import { type AccountResult, runAccount } from './run-account.ts';
import { summarize } from './summarize.ts';
import { untoldOwners } from './untold-owners.ts';

/** Everything a run works with; wired by the command line, the demo and the tests in their own ways. */
export interface RunParts {
  readonly settings: Settings;
  readonly cloud: Cloud;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly host: Host;
  readonly killSwitch: KillSwitch;
  readonly notifiers: readonly Notifier[];
  /** Whether a new ledger was asked for; a run that was not asked stops where it meets secrets of another one. */
  readonly newLedger?: NewLedger;
  /** Whether a person wants the run to end: then nothing more is begun. */
  readonly interrupted?: () => boolean;
  /** The time is another than the machine's: what it finds is of an invented day. */
  readonly rehearsal?: true;
  /** Told what the run waits for. */
  readonly waiting?: Waiting;
}

/** What a run is to do. */
export interface RunOptions {
  readonly enforce: boolean;
  /** Only these accounts, and of those only these users. */
  readonly only?: ReadonlyMap<AccountId, ReadonlySet<UserId>>;
  /** What a person narrowed the run to. */
  readonly narrow?: Narrowing;
  /** Why the others are left out, for the coverage. */
  readonly onlyWhy?: string;
  /** Which decisions may be carried out. */
  readonly approved?: (decision: Decision) => boolean;
  readonly force?: ForceWish;
  /** Called with the listing before anything else is done with it; may refuse by throwing. */
  readonly check?: (organization: { readonly id: string | undefined }) => void;
  /** Adds what only the caller knows, before the report is kept. */
  readonly complete?: (report: RunReport) => RunReport;
}

const NOTHING_TOLD = { queued: 0, accepted: 0, waiting: 0, failedChannels: [] };
const LONGEST_TREND = 400;

/**
 * One run: read every account, plan every user, and (with `enforce`) do what is due.
 *
 * One account's failure never touches another account, one user's failure never another user. Errors that concern the
 * run as a whole (credentials, clock, the organization's list, the ledger) are thrown as KeyturnErrors.
 */
export async function runOnce(parts: RunParts, options: RunOptions): Promise<RunReport> {
  const { clock, cloud, ledger, host, settings } = parts;
  const runId = parts.ids.next();
  const startedAt = clock.now();
  const caller = await cloud.caller();
  assertClock(cloud.clockSkew());
  const listing = await listAccountsInScope(parts, caller);
  options.check?.({ id: listing.organizationId });
  const selection = selectAccounts(listing.accounts, settings.scope, settings.safety.canary?.accounts);
  const { accounts, settled, only: onlyUsers } = await partOf(parts, selection, listing.accounts, options);
  const partial = options.only !== undefined || options.narrow !== undefined;
  host.notify({
    code: 'RUN_STARTED',
    level: 'info',
    text: accounts.length === 1 ? 'Reading one account' : `Reading ${accounts.length} accounts`,
    data: { accounts: accounts.length },
  });

  const answer = await parts.killSwitch();
  if (answer.stop)
    host.notify({ code: answer.code, level: 'warn', text: `No change would be made now: ${answer.why}` });
  const stop = options.enforce ? answer : { stop: false as const };
  const enforce = options.enforce && !stop.stop;
  const runs = await ledger.runs();
  const { canary } = settings.safety;
  const others = watchOtherLedgers(parts, runs);
  const reachesOwners = reachOwners(parts.notifiers);
  const engine: Engine = {
    ...parts,
    killSwitch: others.killSwitch,
    noteOtherLedger: others.noteOtherLedger,
    runId,
    reachesOwners,
    budget: createBudget(settings.safety),
    canary: canaryState(canary, runs, startedAt),
    ...(options.approved === undefined ? {} : { approved: options.approved }),
  };
  const untold = untoldOwners(settings, reachesOwners);
  let through = 0;
  const results = await pMap(
    canariesFirst(accounts, canary),
    async (account) => {
      const only = onlyUsers?.get(account.id);
      const { force } = options;
      const work = {
        enforce,
        partial,
        through: (name: string) => {
          through += 1;
          return accounts.length === 1 ? name : `account ${through} of ${accounts.length}, ${name}`;
        },
        ...(only === undefined ? {} : { only }),
        ...(force === undefined ? {} : { force }),
      };
      return await runAccount(engine, account, work);
    },
    { concurrency: settings.concurrency.accounts },
  );
  const lookedAfter = partial ? [] : await lookAfterBegun(engine, selection.outside, enforce);
  const replaced = new Set(lookedAfter.map((result) => result.coverage.accountId));
  const coverage = inListedOrder(listing.accounts, [
    ...results.map((result) => result.coverage),
    ...lookedAfter.map((result) => result.coverage),
    ...settled.filter((entry) => !replaced.has(entry.accountId)),
  ]);
  // Of accounts that were not read to the end nothing can be said about who is in a group.
  if (!partial && parts.interrupted?.() !== true) tellOfUnusedGroups(engine, results);
  const concerns = (notice: UserRef): boolean =>
    options.narrow === undefined || isAskedFor(notice, accounts, onlyUsers);
  // What a new ledger has to say to owners is not what the one in charge has promised them.
  const stopped = others.stopOf(stop, host);
  const delivered = enforce && !stopped.stop ? await deliverOutbox(parts, concerns) : NOTHING_TOLD;

  const nobodyWanted = options.only !== undefined && accounts.length === 0;
  const looked = nobodyWanted || coverage.some((entry) => entry.outcome === 'scanned');
  const well = looked && isComplete(coverage) && !stopped.stop && delivered.failedChannels.length === 0;
  const trend = runs.filter((run) => run.partial !== true).slice(1 - LONGEST_TREND);
  const found: RunReport = {
    schema: 'keyturn/run/v1',
    runId,
    startedAt,
    endedAt: clock.now(),
    enforce,
    rehearsal: parts.rehearsal === true || ledger.kind === 'rehearsal',
    caller: { accountId: caller.accountId, arn: caller.arn },
    ...(listing.organizationId === undefined ? {} : { organizationId: listing.organizationId }),
    ledgerId: ledger.id,
    coverage,
    decisions: [...results, ...lookedAfter].flatMap((result) => result.decisions),
    // Of a few accounts or users only nothing can be said about whom a rule exempts.
    exemptions: partial ? [] : exemptionsOf(settings, results, startedAt),
    advice: results.flatMap((result) => result.advice),
    trend,
    notices: { queued: delivered.queued, accepted: delivered.accepted, waiting: delivered.waiting },
    ...(untold === undefined ? {} : { untold }),
    ...(stopped.stop ? { stopped: { code: stopped.code, why: stopped.why } } : {}),
    ...(options.narrow === undefined ? {} : { narrowed: options.narrow }),
    complete: well && options.narrow === undefined,
    exitCode: well ? 0 : 2,
  };
  if (!options.enforce) return options.complete?.(found) ?? found;
  const canaries = canarySummary(canary, {
    accounts: listing.accounts,
    coverage,
    isFrozen: (account) => freezeOf(account, settings.safety.freeze, startedAt).length > 0,
  });
  const summary = summarize(found, {
    ...(partial ? { partial: true as const } : {}),
    ...(canaries === undefined ? {} : { canary: ofAllUsers(canaries, options) }),
    ...others.summary(),
  });
  await ledger.recordRun(summary);
  const whole = { ...found, trend: summary.partial === true ? trend : [...trend, summary] };
  const report = options.complete?.(whole) ?? whole;
  if (summary.partial !== true) await ledger.recordReport(report);
  return report;
}

/** The accounts that go first do so within a run as well. */
function canariesFirst(
  accounts: readonly Account[],
  canary: Settings['safety']['canary'],
): readonly Account[] {
  if (canary === undefined) return accounts;
  const isFirst = (account: Account): boolean =>
    canary.accounts.includes(account.id) ||
    account.organizationalUnits.some((unit) => canary.organizationalUnits.includes(unit));
  return [...accounts.filter(isFirst), ...accounts.filter((account) => !isFirst(account))];
}

function inListedOrder(
  listed: readonly Account[],
  coverage: readonly AccountCoverage[],
): readonly AccountCoverage[] {
  const places = new Map(listed.map((account, place) => [account.id, place]));
  const placeOf = (entry: AccountCoverage): number => places.get(entry.accountId) ?? listed.length;
  const scannedFirst = (entry: AccountCoverage): number => (entry.outcome === 'excluded' ? 1 : 0);
  return [...coverage].sort((a, b) => scannedFirst(a) - scannedFirst(b) || placeOf(a) - placeOf(b));
}

function exemptionsOf(
  settings: Settings,
  results: readonly AccountResult[],
  now: RunReport['startedAt'],
): readonly ReportedExemption[] {
  return settings.exemptions.map((rule) => {
    const by = describeExemption(rule);
    const { reason, owner, until } = rule;
    return {
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(owner === undefined ? {} : { owner }),
      ...(until === undefined ? {} : { until }),
      users: results.reduce((sum, result) => sum + (result.exempt.get(by) ?? 0), 0),
      expired: hasEnded(rule, now),
    };
  });
}

/** A group in which nobody is exempts nobody: misspelt, or not made yet. */
function tellOfUnusedGroups(engine: Engine, results: readonly AccountResult[]): void {
  for (const { group } of engine.settings.exemptions) {
    if (group === undefined || results.some(({ groups }) => groups.has(group.toLowerCase()))) continue;
    const text = `The exemption group ${group} exempts nobody: no user is in it, in any account that was read`;
    engine.host.notify({ code: 'EXEMPTION_GROUP_UNUSED', level: 'info', text, data: { group } });
  }
}

import { type AccountCoverage, isComplete } from '../../domain/coverage.ts';
import type { ReportedExemption, RunReport } from '../../domain/report.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { Settings } from '../../domain/settings.ts';
import type { OutboxResult } from '../../notify/outbox.ts';
import { describeExemption, hasEnded } from '../../policy/exemption.ts';
import { reachOwners } from '../channels.ts';
import { untoldOwners } from '../untold-owners.ts';
import { type AccountResult, assertResult } from './account-result.ts';
import { canarySummary } from './canary.ts';
import { inListedOrder, withoutResult } from './coverage-of.ts';
import { type AccountTask, assertManifest, type Manifest } from './manifest.ts';
import { otherLedgerOf, RUNS_LOOKED_AT, stopOf } from './other-ledger.ts';
import type { RunParts } from './parts.ts';
import { summarize } from './summarize.ts';

const LONGEST_TREND = 400;

/** What the accounts' stages gave back, one entry for each task of the manifest. */
export type Results = readonly { readonly task: AccountTask; readonly result: AccountResult | undefined }[];

/** A run that is over: what it has to tell, and what the ledger keeps of it when it enforced. */
export interface FinishedRun {
  readonly report: RunReport;
  readonly summary?: RunSummary;
}

/**
 * The last stage: what the run comes to as a whole. Writes nothing; `keepRun` does.
 *
 * An account whose stage gave no result is a failure in the coverage, whatever became of it.
 */
export async function finish(
  parts: RunParts,
  manifest: Manifest,
  given: { readonly results: Results; readonly delivered: OutboxResult },
): Promise<FinishedRun> {
  assertManifest(manifest);
  for (const { result } of given.results) if (result !== undefined) assertResult(result);
  const { clock, ledger, host, settings } = parts;
  const { partial, narrowed } = manifest;
  const { delivered } = given;
  const found = new Map(given.results.map(({ task, result }) => [task.account.id, result]));
  const results = manifest.tasks.map((task) => found.get(task.account.id) ?? withoutResult(task));
  const ofRun = results.filter((_, place) => manifest.tasks[place]?.wave !== 'outside');
  const coverage = coverageOfRun(manifest, results);
  // Of accounts that were not read to the end nothing can be said about who is in a group.
  if (!partial && parts.interrupted?.() !== true) tellOfUnusedGroups(parts, ofRun);
  const stopped = stopOf(manifest, results);
  if (stopped.stop && stopped.code === 'LEDGER_OTHER')
    host.notify({ code: stopped.code, level: 'error', text: `Stopped: ${stopped.why}` });
  const looked = isNobodyWanted(manifest) || coverage.some((entry) => entry.outcome === 'scanned');
  const well = looked && isComplete(coverage) && !stopped.stop && delivered.failedChannels.length === 0;
  const runs = await ledger.runs(RUNS_LOOKED_AT);
  const trend = runs.filter((run) => run.partial !== true).slice(1 - LONGEST_TREND);
  const untold = untoldOwners(settings, reachOwners(parts.notifiers));
  const report: RunReport = {
    schema: 'keyturn/run/v1',
    runId: manifest.runId,
    startedAt: manifest.startedAt,
    endedAt: clock.now(),
    enforce: manifest.enforce && !manifest.stop.stop,
    rehearsal: parts.rehearsal === true || ledger.kind === 'rehearsal',
    caller: manifest.caller,
    ...(manifest.organizationId === undefined ? {} : { organizationId: manifest.organizationId }),
    ledgerId: ledger.id,
    coverage,
    decisions: results.flatMap((result) => result.decisions),
    byReport: ofRun.flatMap((result) => result.byReport),
    // Of a few accounts or users only nothing can be said about whom a rule exempts.
    exemptions: partial ? [] : exemptionsOf(settings, ofRun, manifest.startedAt),
    advice: ofRun.flatMap((result) => result.advice),
    trend,
    notices: { queued: delivered.queued, accepted: delivered.accepted, waiting: delivered.waiting },
    ...(untold === undefined ? {} : { untold }),
    ...(stopped.stop ? { stopped: { code: stopped.code, why: stopped.why } } : {}),
    ...(narrowed === undefined ? {} : { narrowed }),
    complete: well && narrowed === undefined,
    exitCode: well ? 0 : 2,
  };
  if (!manifest.enforce) return { report };
  const summary = summaryOf(parts, manifest, { report, results });
  if (summary.partial === true) return { report, summary };
  return { report: { ...report, trend: [...trend, summary] }, summary };
}

function coverageOfRun(manifest: Manifest, results: readonly AccountResult[]): readonly AccountCoverage[] {
  const worked = results.map((result) => result.coverage);
  const replaced = new Set(worked.map(({ accountId }) => accountId));
  const settled = manifest.settled.filter((entry) => !replaced.has(entry.accountId));
  return inListedOrder(manifest.listed, [...worked, ...settled]);
}

/** Nothing was in the plan, or nobody was meant: then it is well that nobody was looked at. */
function isNobodyWanted({ partial, narrowed, tasks }: Manifest): boolean {
  return partial && narrowed === undefined && tasks.length === 0;
}

function summaryOf(
  { settings, newLedger }: RunParts,
  manifest: Manifest,
  found: { readonly report: RunReport; readonly results: readonly AccountResult[] },
): RunSummary {
  const { partial, narrowed, canaries } = manifest;
  const { coverage } = found.report;
  const canary = canarySummary(settings.safety.canary, { canaries, coverage });
  const otherLedger = otherLedgerOf(found.results);
  // Some users of a canary account, chosen by hand, show nothing of how the canaries fare; a failure of theirs does.
  const someUsersOnly = narrowed !== undefined && narrowed.users.length > 0;
  return summarize(found.report, {
    ...(partial ? { partial: true as const } : {}),
    ...(canary === undefined ? {} : { canary: someUsersOnly ? { ...canary, scanned: false } : canary }),
    ...(otherLedger === undefined ? {} : { otherLedger }),
    ...(newLedger === 'asked-for' ? { newLedger: true as const } : {}),
  });
}

function exemptionsOf(
  settings: Settings,
  results: readonly AccountResult[],
  now: RunReport['startedAt'],
): readonly ReportedExemption[] {
  const counts = results.flatMap(({ exempt }) => exempt);
  return settings.exemptions.map((rule) => {
    const by = describeExemption(rule);
    const { reason, owner, until } = rule;
    return {
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(owner === undefined ? {} : { owner }),
      ...(until === undefined ? {} : { until }),
      users: counts.reduce((sum, count) => sum + (count.by === by ? count.users : 0), 0),
      expired: hasEnded(rule, now),
    };
  });
}

/** A group in which nobody is exempts nobody: misspelt, or not made yet. */
function tellOfUnusedGroups({ settings, host }: RunParts, results: readonly AccountResult[]): void {
  for (const { group } of settings.exemptions) {
    if (group === undefined || results.some(({ groups }) => groups.includes(group.toLowerCase()))) continue;
    const text = `The exemption group ${group} exempts nobody: no user is in it, in any account that was read`;
    host.notify({ code: 'EXEMPTION_GROUP_UNUSED', level: 'info', text, data: { group } });
  }
}

import { type Decision, isChange } from '../domain/decision.ts';
import type { AccountId, UserId } from '../domain/ids.ts';
import type { SavedPlan } from '../domain/plan.ts';
import type { RefusedDecision, RunReport } from '../domain/report.ts';
import { assertApplicable } from './plan-file.ts';
import { approvalOf, isPlanned, placeOf } from './run/approval.ts';
import { begin } from './run/begin.ts';
import { keepRun } from './run/keep-run.ts';
import type { UsersOf } from './run/options.ts';
import type { RunParts } from './run/parts.ts';
import { play } from './run/play.ts';

/**
 * Carries out a saved plan: reads its users, plans again, and executes only what stands in both plans.
 *
 * What the plan holds and is not due any more is refused and told, with what stands in its place. What has become due
 * since then is left alone. Errors: PLAN_EXPIRED, PLAN_OTHER, and those of a run.
 */
export async function applyPlan(
  parts: RunParts,
  given: { readonly plan: SavedPlan; readonly path: string; readonly enforce: boolean },
): Promise<RunReport> {
  const { plan, path, enforce } = given;
  const { ledger, clock } = parts;
  const wanted = plan.decisions.filter((decision) => decision.action !== 'hold');
  const manifest = await begin(parts, {
    enforce,
    only: usersOf(wanted),
    onlyWhy: 'the plan holds nothing for it',
    approved: wanted,
  });
  assertApplicable(plan, {
    path,
    now: clock.now(),
    callerAccountId: manifest.caller.accountId,
    organizationId: manifest.organizationId,
    ledgerId: ledger.id,
    rehearsal: ledger.kind === 'rehearsal',
  });
  const finished = await play(parts, manifest);
  const report = { ...finished.report, applied: appliedOf(plan, wanted, finished.report) };
  await keepRun(parts, { ...finished, report });
  return report;
}

function appliedOf(
  plan: SavedPlan,
  wanted: readonly Decision[],
  report: RunReport,
): NonNullable<RunReport['applied']> {
  const approved = approvalOf(wanted);
  return {
    plan: plan.digest.slice(0, 12),
    madeAt: plan.madeAt,
    refused: refusedOf(wanted, report),
    left: report.decisions.filter((decision) => isLeft(decision, approved)).length,
  };
}

function usersOf(wanted: readonly Decision[]): readonly UsersOf[] {
  const users = new Map<AccountId, Set<UserId>>();
  for (const { accountId, userId } of wanted) {
    users.set(accountId, (users.get(accountId) ?? new Set()).add(userId));
  }
  return [...users].map(([accountId, ids]) => ({ accountId, userIds: [...ids] }));
}

/** What is due now of the users that were read, and is not in the plan. */
function isLeft(
  decision: RunReport['decisions'][number],
  approved: (decision: Decision) => boolean,
): boolean {
  const acts = isChange(decision) || decision.action === 'warn';
  return acts && decision.outcome === undefined && !approved(decision);
}

function refusedOf(wanted: readonly Decision[], report: RunReport): readonly RefusedDecision[] {
  return wanted.flatMap((decision) => {
    const why = whyRefused(decision, report);
    return why === undefined ? [] : [{ decision, why }];
  });
}

function whyRefused(planned: Decision, report: RunReport): string | undefined {
  const entry = report.coverage.find((candidate) => candidate.accountId === planned.accountId);
  if (entry === undefined) return 'its account is not in the organization any more';
  if (entry.outcome === 'excluded') return `its account is left out now: ${entry.why}`;
  if (entry.outcome === 'failed') return `its account could not be read: ${entry.why}`;
  const failure = entry.failedUsers.find((user) => user.userName === planned.userName);
  const now = report.decisions.filter((decision) => placeOf(decision) === placeOf(planned));
  if (now.some((decision) => isPlanned(planned, decision) && decision.outcome?.status !== 'stale'))
    return undefined;
  if (failure !== undefined) return `the user could not be read: ${failure.why}`;
  const instead = now.at(-1);
  if (instead === undefined) return 'the key is gone';
  if (instead.action === 'hold') {
    const gates = [...new Set((instead.objections ?? []).map((objection) => objection.gate))];
    return `it is held now (${instead.reason}: ${gates.join(', ')})`;
  }
  if (instead.action === 'none') return `nothing is due for the key now (${instead.reason})`;
  return `now it is to ${instead.action} (${instead.reason}), which is not what was planned`;
}

import { type Decision, isChange, isSameAct } from '../domain/decision.ts';
import type { AccountId, UserId } from '../domain/ids.ts';
import type { SavedPlan } from '../domain/plan.ts';
import type { RefusedDecision, RunReport } from '../domain/report.ts';
import { DAY } from '../domain/time.ts';
import { assertApplicable } from './plan-file.ts';
import { type RunParts, runOnce } from './run.ts';

/**
 * Carries out a saved plan: reads its users, plans anew, and executes only what stands in both plans.
 *
 * What the plan holds and is not due any more is refused and told, with what stands in its place. What has become due
 * since then is left alone. Errors: PLAN_EXPIRED, PLAN_OTHER, and those of a run.
 */
export async function applyPlan(
  parts: RunParts,
  given: { readonly plan: SavedPlan; readonly path: string; readonly enforce: boolean },
): Promise<RunReport> {
  const { plan, path, enforce } = given;
  const caller = await parts.cloud.caller();
  const wanted = plan.decisions.filter((decision) => decision.action !== 'hold');
  const approved = approvalOf(wanted);
  return await runOnce(parts, {
    enforce,
    only: usersOf(wanted),
    onlyWhy: 'the plan holds nothing for it',
    approved,
    check: ({ id }) => {
      const { ledger, clock } = parts;
      assertApplicable(plan, {
        path,
        now: clock.now(),
        callerAccountId: caller.accountId,
        organizationId: id,
        ledgerId: ledger.id,
        rehearsal: ledger.kind === 'rehearsal',
      });
    },
    complete: (report) => ({
      ...report,
      applied: {
        plan: plan.digest.slice(0, 12),
        madeAt: plan.madeAt,
        refused: refusedOf(wanted, report),
        left: report.decisions.filter((decision) => isLeft(decision, approved)).length,
      },
    }),
  });
}

/** Whether a decision is in the plan: the same act, on the same ground, with nothing relaxed that was not then. */
export function isPlanned(planned: Decision, found: Decision): boolean {
  return (
    isSameAct(planned, found) &&
    planned.clause === found.clause &&
    isSamePromise(planned, found) &&
    relaxedIn(planned) === relaxedIn(found)
  );
}

/** The same kind of message, for the same day or the next: a date that is promised from now on moves with the clock. */
function isSamePromise(planned: Decision, found: Decision): boolean {
  const [one, other] = [planned.warning, found.warning];
  if (one === undefined || other === undefined) return one === other;
  const later = other.plannedFor - one.plannedFor;
  return one.pending === other.pending && one.kind === other.kind && later >= 0 && later <= DAY;
}

function relaxedIn(decision: Decision): string {
  const options = decision.evidence.flatMap((fact) => (fact.kind === 'relaxed' ? [fact.option] : []));
  return [...new Set(options)].sort().join(',');
}

function approvalOf(wanted: readonly Decision[]): (decision: Decision) => boolean {
  const byKey = new Map<string, Decision[]>();
  for (const decision of wanted) {
    byKey.set(placeOf(decision), [...(byKey.get(placeOf(decision)) ?? []), decision]);
  }
  return (decision) => byKey.get(placeOf(decision))?.some((planned) => isPlanned(planned, decision)) === true;
}

function placeOf(decision: Decision): string {
  return `${decision.accountId}/${decision.userId}/${decision.keyId}`;
}

function usersOf(wanted: readonly Decision[]): ReadonlyMap<AccountId, ReadonlySet<UserId>> {
  const users = new Map<AccountId, Set<UserId>>();
  for (const { accountId, userId } of wanted) {
    users.set(accountId, (users.get(accountId) ?? new Set()).add(userId));
  }
  return users;
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

import type { ReportedDecision } from '../domain/report.ts';
import { type Instant, isoDay } from '../domain/time.ts';
import { actionText, aheadText } from '../messages/action-text.ts';
import { objectionText } from '../messages/objection-text.ts';
import { reasonText } from '../messages/reason-text.ts';
import { lowered } from '../messages/wording.ts';

/** The date that the planner has set for what comes next; undefined when it set none, or one that is over. */
export function nextDateOf(decision: ReportedDecision, now: Instant): Instant | undefined {
  const at =
    decision.action === 'hold'
      ? Math.max(0, ...(decision.objections ?? []).map((objection) => objection.until ?? Infinity))
      : (decision.warning?.plannedFor ?? decision.due ?? 0);
  return at <= now || at === Infinity ? undefined : (at as Instant);
}

/** What comes next for a key, in words, as the planner decided: what and when, or what stands in the way and the way out. */
export function nextStepText(decision: ReportedDecision, now: Instant): string {
  const at = nextDateOf(decision, now);
  if (decision.action === 'hold') {
    const { accountId, userName } = decision;
    const [first] = (decision.objections ?? []).map((objection) =>
      objectionText(objection, { accountId, userName }),
    );
    const what = lowered(actionText(decision));
    return first === undefined ? what : `${what}. ${first.stands} ${first.wayOut}`;
  }
  const ahead = aheadText(decision);
  if (ahead !== undefined) return at === undefined ? ahead : `${ahead} on ${isoDay(at)}`;
  if (decision.action === 'none') return `nothing is planned: ${reasonText(decision.reason).label}`;
  return `${lowered(actionText(decision))}, at the next enforcing run`;
}

import { type Decision, isSameAct } from '../../domain/decision.ts';
import { DAY } from '../../domain/time.ts';

/** Whether a decision is among those that were approved: the same act, on the same ground, with nothing more relaxed. */
export function approvalOf(approved: readonly Decision[]): (decision: Decision) => boolean {
  const byKey = new Map<string, Decision[]>();
  for (const decision of approved) {
    byKey.set(placeOf(decision), [...(byKey.get(placeOf(decision)) ?? []), decision]);
  }
  return (decision) => byKey.get(placeOf(decision))?.some((planned) => isPlanned(planned, decision)) === true;
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

/** The key that a decision is about, in its account and of its user. */
export function placeOf(decision: Decision): string {
  return `${decision.accountId}/${decision.userId}/${decision.keyId}`;
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

import { type Decision, isChange } from '../domain/decision.ts';
import type { HeldRecord, UserMemory } from '../domain/memory.ts';
import { restsOnUse } from '../policy/long-hold.ts';
import { holdSignature, isSameHold } from '../policy/plan-user.ts';

/** Reasons that say nothing of a hold but cover it for a time: it is not forgotten under them. */
const PASSING: ReadonlySet<Decision['reason']> = new Set(['EXEMPT', 'OUT_OF_SCOPE', 'UNFINISHED_CHANGE']);

/** The holds of a plan; those that only execution found stay as long as what they hold is planned again. */
export function heldRecords(
  decisions: readonly Decision[],
  before: UserMemory,
  approved: (decision: Decision) => boolean,
): readonly HeldRecord[] {
  return decisions.flatMap((decision) => {
    // A warning that may not be sent ends no hold.
    const untold = decision.action === 'warn' && !approved(decision);
    if (isChange(decision) || untold || PASSING.has(decision.reason))
      return before.held.filter((seen) => seen.keyId === decision.keyId);
    const { heldSince } = decision;
    return decision.action !== 'hold' || heldSince === undefined
      ? []
      : [heldRecord(decision, before, heldSince)];
  });
}

/** One hold as the ledger keeps it; that it once rested on use is not forgotten while it stands. */
export function heldRecord(hold: Decision, before: UserMemory, since: HeldRecord['since']): HeldRecord {
  const { accountId, userId, keyId } = hold;
  const signature = holdSignature(hold);
  const known = before.held.find((seen) => seen.keyId === keyId && isSameHold(seen.signature, signature));
  const rested = restsOnUse(hold.objections) || known?.restedOnUse === true;
  return { accountId, userId, keyId, signature, since, ...(rested ? { restedOnUse: true } : {}) };
}

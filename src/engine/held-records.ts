import { type Decision, isChange } from '../domain/decision.ts';
import type { HeldRecord, UserMemory } from '../domain/memory.ts';
import { holdSignature, isSameHold } from '../policy/plan-user.ts';

/** The holds of a plan; those that only execution found stay as long as what they hold is planned again. */
export function heldRecords(decisions: readonly Decision[], before: UserMemory): readonly HeldRecord[] {
  return decisions.flatMap((decision) => {
    if (isChange(decision)) return before.held.filter((seen) => seen.keyId === decision.keyId);
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
  const inUse = hold.objections?.some(({ gate, until }) => gate === 'quiet' && until !== undefined) === true;
  const rested = inUse || known?.restedOnUse === true;
  return { accountId, userId, keyId, signature, since, ...(rested ? { restedOnUse: true } : {}) };
}

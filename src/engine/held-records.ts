import { type Decision, isChange } from '../domain/decision.ts';
import type { HeldRecord, UserMemory } from '../domain/memory.ts';
import type { Instant } from '../domain/time.ts';
import { restsOnUse } from '../policy/long-hold.ts';
import { holdSignature, isSameHold } from '../policy/plan-user.ts';

/** Reasons that say nothing of a hold but cover it for a time: it is not forgotten under them. */
const PASSING: ReadonlySet<Decision['reason']> = new Set(['EXEMPT', 'OUT_OF_SCOPE', 'UNFINISHED_CHANGE']);

/** The holds of a plan; those that only execution found stay as long as what they hold is planned again. */
export function heldRecords(
  decisions: readonly Decision[],
  before: UserMemory,
  given: { readonly approved: (decision: Decision) => boolean; readonly now: Instant },
): readonly HeldRecord[] {
  const { approved, now } = given;
  return decisions.flatMap((decision) => {
    const spared = sparedChange(decision, before, now);
    if (spared !== undefined) return [spared];
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

/**
 * What an exemption keeps from being done is a hold, though nobody is shown one: when the exemption ends, its date is long
 * over, and the owner is told another.
 */
function sparedChange(decision: Decision, before: UserMemory, now: Instant): HeldRecord | undefined {
  const exempt = decision.evidence.find((fact) => fact.kind === 'exempt');
  if (exempt === undefined || !isSpared(decision)) return undefined;
  const { accountId, userId, keyId } = decision;
  const known = before.held.find(
    (seen) => seen.keyId === keyId && seen.signature.split(' ')[1] === exempt.spared,
  );
  const signature = `${exempt.because} ${exempt.spared} exempt`;
  return known ?? { accountId, userId, keyId, signature, since: now };
}

/** One hold as the ledger keeps it; that it once rested on use is not forgotten while it stands. */
export function heldRecord(hold: Decision, before: UserMemory, since: HeldRecord['since']): HeldRecord {
  const { accountId, userId, keyId } = hold;
  const signature = holdSignature(hold);
  const known = before.held.find((seen) => seen.keyId === keyId && isSameHold(seen.signature, signature));
  const rested = restsOnUse(hold.objections) || known?.restedOnUse === true;
  return { accountId, userId, keyId, signature, since, ...(rested ? { restedOnUse: true } : {}) };
}

/** Whether a key would be switched off or deleted now if its user were not exempt. */
export function isSpared({ reason, evidence }: Decision): boolean {
  const exempt = evidence.find((fact) => fact.kind === 'exempt');
  return reason === 'EXEMPT' && (exempt?.spared === 'deactivate' || exempt?.spared === 'delete');
}

import type { Decision, Evidence } from '../../domain/decision.ts';
import { DAY, HOUR, type Instant, later, plus } from '../../domain/time.ts';
import { decide, isInVain, type KeyContext, type Rule } from '../context.ts';
import { discardSoak, useShowsFrom } from '../discard-soak.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { unusedSinceGate } from '../gates/unused-since.ts';
import { outstandingStep, promisedDate } from '../notices.ts';
import { keyEvidence, passOrHold } from '../retire.ts';
import { standingHoldOf } from '../standing-holds.ts';
import { useOf } from '../use.ts';

/**
 * A key that Keyturn made and must not keep: its secret was lost, or it was never proven to work.
 *
 * Deactivated at once, deleted after 24 hours when it is still unused; without the 24 hours only while it is certain
 * that nobody but the process that made it ever held the secret. A key that is taken for ours by its time of creation may
 * be a person's: its deactivation and deletion are announced, and it gets the soak of a person's key. If somebody uses it
 * after all, it is held.
 */
export const discardedRule: Rule = (context) => {
  const { record, key, now } = context;
  // A key that a person has said to keep is a key like any other.
  if (record.discard === undefined || !isInVain(context, key.id)) return undefined;
  const evidence = [
    { kind: 'discarded', keyId: key.id, why: record.discard } as const,
    ...keyEvidence(context),
  ];
  const reason = 'DISCARDED_KEY';
  if (key.status === 'active') {
    const wanted = { action: 'repair', repair: 'discard-deactivate', reason, evidence } as const;
    // A key that was never out of the hands of the process that made it has no use to be known.
    const known = record.exposed ? [lastUsedGate, useWouldShowGate] : [];
    const gates = [...known, notUsedByAnybodyGate, standingHoldGate];
    return announced(context, passOrHold(context, wanted, gates));
  }
  const soakEnd = plus(record.inactiveSince ?? now, discardSoak(record, context.policy));
  const due =
    record.attributed === true ? later(soakEnd, promisedDate(context, 'delete') ?? soakEnd) : soakEnd;
  if (now < due) return leavesLater(context, due, evidence);
  const wanted = { action: 'repair', repair: 'discard-delete', reason, due, evidence } as const;
  return passOrHold(context, wanted, [lastUsedGate, unusedSinceGate, notUsedByAnybodyGate, standingHoldGate]);
};

/** The hold in which a use of it would show tells when it will be switched off. */
function announced(context: KeyContext, decision: Decision): Decision {
  const [only, second] = decision.objections ?? [];
  if (only?.gate !== 'stray-key' || only.until === undefined || second !== undefined) return decision;
  const step = outstandingStep(context, { pending: 'deactivate', plannedFor: only.until });
  if (step === undefined) return decision;
  const warning = { pending: 'deactivate', plannedFor: only.until, step, kind: 'warning' } as const;
  return { ...decision, warning };
}

/** What may be a person's key is announced like one; of a key that nobody ever had there is nobody to tell. */
function leavesLater(context: KeyContext, due: Instant, evidence: readonly Evidence[]): Decision {
  const reason = 'DISCARDED_KEY';
  const tells = context.record.attributed === true && standingHoldOf(context, context.key.id) === undefined;
  const step = tells ? outstandingStep(context, { pending: 'delete', plannedFor: due }) : undefined;
  if (step === undefined) return decide(context, { action: 'none', reason, due, evidence });
  const warning = { pending: 'delete', plannedFor: due, step, kind: 'warning' } as const;
  return decide(context, { action: 'warn', reason, due, evidence, warning });
}

/** A stray key that is in use has an owner, whatever the ledger says. An unknown use stops only the deletion. */
const notUsedByAnybodyGate: typeof lastUsedGate = (context) => {
  const use = useOf(context, context.key.id);
  if (!use.known || use.lastUse === undefined) return undefined;
  return { gate: 'stray-key', state: 'blocked', detail: 'a key that nobody should have is being used' };
};

/**
 * A key that is taken for ours only by its time of creation may be a person's, whose first use AWS has not reported yet.
 * If it is ours nobody has it, and waiting costs nothing.
 */
const useWouldShowGate: typeof lastUsedGate = (context) => {
  if (context.record.attributed !== true) return undefined;
  const shows = plus(context.key.createdAt, useShowsFrom(context.record, context.policy));
  // Nobody is surprised by it: told a day ahead, less the hour by which daily runs differ.
  const told = context.memory.notices.find(
    ({ keyId, pending, queuedAt }) =>
      keyId === context.key.id && pending === 'deactivate' && queuedAt >= (context.record.noticesFrom ?? 0),
  );
  // Where policy warns of nothing, no notice comes that could be waited for.
  const silent = context.policy.warnBefore.length === 0;
  const until = silent ? shows : later(shows, plus(told?.queuedAt ?? context.now, DAY - HOUR));
  if (context.now >= until) return undefined;
  return {
    gate: 'stray-key',
    state: 'waiting',
    until,
    detail: 'a use by a person might not be reported yet',
  };
};

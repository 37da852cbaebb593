import { DAY, plus } from '../../domain/time.ts';
import { decide, type Rule } from '../context.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { unusedSinceGate } from '../gates/unused-since.ts';
import { keyEvidence, passOrHold } from '../retire.ts';
import { useOf } from '../use.ts';

/**
 * A key that Keyturn made and must not keep: its secret was lost, or it was never proven to work.
 *
 * Deactivated at once, deleted after 24 hours when it is still unused; without the 24 hours only while it is certain
 * that nobody but the process that made it ever held the secret. If somebody uses it after all, it is held.
 */
export const discardedRule: Rule = (context) => {
  const { record, key, now } = context;
  if (record.discard === undefined) return undefined;
  const evidence = [
    { kind: 'discarded', keyId: key.id, why: record.discard } as const,
    ...keyEvidence(context),
  ];
  const reason = 'DISCARDED_KEY';
  if (key.status === 'active') {
    const wanted = { action: 'repair', repair: 'discard-deactivate', reason, evidence } as const;
    // A key that was never out of the hands of the process that made it has no use to be known.
    const known = record.exposed ? [lastUsedGate, useWouldShowGate] : [];
    return passOrHold(context, wanted, [...known, notUsedByAnybodyGate, standingHoldGate]);
  }
  const due = plus(record.inactiveSince ?? now, record.exposed ? DAY : 0);
  if (now < due) return decide(context, { action: 'none', reason, due, evidence });
  const wanted = { action: 'repair', repair: 'discard-delete', reason, due, evidence } as const;
  return passOrHold(context, wanted, [lastUsedGate, unusedSinceGate, notUsedByAnybodyGate, standingHoldGate]);
};

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
  const until = plus(context.key.createdAt, context.policy.reportingLag);
  if (context.now >= until) return undefined;
  return {
    gate: 'stray-key',
    state: 'waiting',
    until,
    detail: 'a use by a person might not be reported yet',
  };
};

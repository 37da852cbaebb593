import type { Objection } from '../../domain/decision.ts';
import { recordOf } from '../../domain/memory.ts';
import { DAY, hasPassed, type Instant, plus } from '../../domain/time.ts';
import {
  ageEvidence,
  decide,
  expiryOf,
  isExpired,
  isInVain,
  isNearExpiry,
  type KeyContext,
  nothing,
  type Rule,
} from '../context.ts';
import { discardSoak } from '../discard-soak.ts';
import { isForced } from '../force.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { outstandingStep } from '../notices.ts';
import { LISTING_LAG } from '../observe.ts';
import { held, keyEvidence } from '../retire.ts';
import { unusedFrom } from '../use.ts';

/**
 * An active key at its limit is replaced, as soon as there is a slot for the replacement.
 *
 * Making a key cuts nobody off, so no notice is needed. Last use must be known all the same, unless policy replaces
 * unused keys too: it decides whether the key is replaced or retired.
 */
export const expiredRule: Rule = (context) => {
  const { key, facts, policy } = context;
  if (key.status !== 'active') return undefined;
  if (!isNearExpiry(context, key)) return nothing(context, 'KEY_WITHIN_LIMITS', expiryOf(context, key));
  const evidence = keyEvidence(context);
  if (!isExpired(context, key)) return warnOfRotation(context);

  const wanted = {
    action: 'rotate',
    reason: reasonOf(context),
    evidence,
    due: expiryOf(context, key),
  } as const;
  const replacesAnyhow = policy.unusedKeys === 'replace' || isForced(context, key);
  const useUnknown = replacesAnyhow ? undefined : lastUsedGate(context);
  const slot = facts.keys.length >= 2 ? slotObjection(context) : unlistedObjection(context);
  const objections = [useUnknown, slot].filter((objection) => objection !== undefined);
  return objections.length > 0 ? held(context, wanted, objections) : decide(context, wanted);
};

function warnOfRotation(context: KeyContext) {
  const plannedFor = expiryOf(context, context.key);
  const step = outstandingStep(context, { pending: 'rotate', plannedFor });
  if (step === undefined) return nothing(context, 'KEY_PENDING_ROTATION', plannedFor);
  return decide(context, {
    action: 'warn',
    reason: 'KEY_PENDING_ROTATION',
    due: plannedFor,
    evidence: [ageEvidence(context)],
    warning: { pending: 'rotate', plannedFor, step, kind: 'warning' },
  });
}

function reasonOf(context: KeyContext) {
  if (isForced(context, context.key)) return 'FORCED_ROTATION';
  const unusedAt = unusedFrom(context, context.key.id);
  return unusedAt !== undefined && context.now >= unusedAt ? 'UNUSED_EXPIRED_KEY' : 'EXPIRED_ACTIVE_KEY';
}

/** IAM allows two keys per user, inactive ones included: the slot is free when the other key has been deleted. */
function slotObjection(context: KeyContext): Objection {
  const others = context.facts.keys.filter((other) => other.id !== context.key.id);
  const [other] = others;
  if (others.length > 1 || other === undefined) {
    return { gate: 'key-count', state: 'blocked', detail: `${context.facts.keys.length} keys on one user` };
  }
  const record = recordOf(context.memory, other.id);
  // Nobody is asked to choose between a key and a key that Keyturn never handed over: that leaves by itself.
  if (record?.discard !== undefined && isInVain(context, other.id)) {
    const until =
      record.inactiveSince === undefined
        ? {}
        : stillAhead(context, plus(record.inactiveSince, discardSoak(record, context.policy)));
    return {
      gate: 'free-slot',
      state: 'waiting',
      ...until,
      detail: 'a key that was never handed over is deleted first',
    };
  }
  const since = other.status === 'inactive' ? record?.inactiveSince : undefined;
  if (since === undefined)
    return { gate: 'free-slot', state: 'blocked', detail: 'the other key is not inactive' };
  const until = plus(since, Math.max(context.policy.recoveryGrace, DAY));
  const detail = 'an inactive key is deleted after its recovery time';
  return { gate: 'free-slot', state: 'waiting', ...stillAhead(context, until), detail };
}

/** A day that is over is none on which anything passes: what is still there is held itself. */
function stillAhead({ now }: KeyContext, until: Instant): Pick<Objection, 'until'> {
  return until > now ? { until } : {};
}

/** A key that Keyturn made minutes ago and that is not listed yet fills the slot as well. */
function unlistedObjection(context: KeyContext): Objection | undefined {
  const { memory, facts } = context;
  const unlisted = memory.keys.some(
    (record) =>
      record.madeByUs &&
      record.goneAt === undefined &&
      !facts.keys.some((key) => key.id === record.keyId) &&
      !hasPassed(record.createdAt, LISTING_LAG, facts.readAt),
  );
  return unlisted
    ? { gate: 'free-slot', state: 'waiting', detail: 'a new key is not listed yet' }
    : undefined;
}

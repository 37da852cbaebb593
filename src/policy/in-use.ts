import type { Decision, Evidence } from '../domain/decision.ts';
import { DAY, type Instant, later, plus } from '../domain/time.ts';
import { decide, type KeyContext } from './context.ts';
import { announcedEndGate } from './gates/announced-end.ts';
import type { Gate } from './gates/gate.ts';
import { quietGate } from './gates/quiet.ts';
import { afterFreezes, unheard } from './retire.ts';
import { standingHoldOf } from './standing-holds.ts';

/** What policy says about a key that is still used when it is due to be deactivated. */
export type InUse =
  | { readonly extend: Decision }
  | { readonly gate: Gate; readonly due: Instant; readonly relaxed: readonly Evidence[] };

const RELAXED: Evidence = { kind: 'relaxed', option: 'inUse.afterwards', clause: 'quiet' };

/**
 * Applies `inUse`: one extension with notices of its own; after it a hold (the quiet gate stays), or a deactivation with
 * the quiet gate replaced by the announced end, which the decision records.
 *
 * Known use only: unknown use is no reason to extend, it holds.
 */
export function applyInUse(
  context: KeyContext,
  wanted: {
    readonly due: Instant;
    readonly pendingReason: Decision['reason'];
    readonly evidence: readonly Evidence[];
    /** Something else puts it off until then in any case: one date is told and not two. */
    readonly atLeast?: Instant | undefined;
  },
): InUse {
  const { policy, now, record } = context;
  const inUse = quietGate(context)?.until !== undefined;
  const { extendedUntil } = record;
  const stands = standingHoldOf(context, context.key.id) !== undefined;
  if (extendedUntil === undefined && inUse && now >= wanted.due && policy.inUse.extend > 0 && !stands)
    return { extend: extension(context, wanted) };
  const from = extendedUntil ?? (policy.inUse.extend === 0 ? wanted.due : Number.POSITIVE_INFINITY);
  const relaxes = now >= from && policy.inUse.afterwards === 'deactivate' && inUse;
  return {
    gate: relaxes ? announcedEndGate : quietGate,
    due: extendedUntil === undefined ? wanted.due : later(wanted.due, extendedUntil),
    relaxed: relaxes ? [RELAXED] : [],
  };
}

function extension(
  context: KeyContext,
  wanted: {
    readonly due: Instant;
    readonly pendingReason: Decision['reason'];
    readonly evidence: readonly Evidence[];
    readonly atLeast?: Instant | undefined;
  },
): Decision {
  const { extend } = context.policy.inUse;
  // Counted from the due date, so that what daily runs round up does not add up; from now on after a longer pause.
  const from = context.now - wanted.due > DAY ? context.now : wanted.due;
  const extended = plus(from, extend);
  const plannedFor = afterFreezes(context, later(extended, wanted.atLeast ?? extended));
  const step = Math.max(DAY, extend) as typeof DAY;
  return decide(context, {
    action: 'warn',
    reason: wanted.pendingReason,
    due: plannedFor,
    evidence: wanted.evidence,
    warning: { pending: 'deactivate', plannedFor, step, kind: 'extended' },
    ...unheard(context, plannedFor),
  });
}

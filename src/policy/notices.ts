import type { Notice } from '../domain/memory.ts';
import { type Duration, HOUR, type Instant } from '../domain/time.ts';
import { type KeyContext, longestWarning } from './context.ts';

/**
 * Notices about this key that still count, oldest acceptance first; those not yet accepted come last.
 *
 * A notice of an earlier retirement does not count for this one: whoever was told that an unused key goes has not
 * been told of the replacement that it got after all.
 */
export function currentNotices(context: KeyContext): readonly Notice[] {
  const { since = 0, reason, overtakenBy = 0 } = context.announced ?? {};
  const from = Math.max(context.record.noticesFrom ?? 0, since);
  return context.memory.notices
    .filter((notice) => notice.keyId === context.key.id && notice.queuedAt >= from)
    .filter((notice) => reason === undefined || notice.reason === reason)
    .filter((notice) => (notice.plannedFor ?? overtakenBy) >= overtakenBy)
    .sort((a, b) => (a.acceptedAt ?? Infinity) - (b.acceptedAt ?? Infinity) || a.queuedAt - b.queuedAt);
}

/** Those of them that announced a deactivation. */
export function deactivationNotices(context: KeyContext): readonly Notice[] {
  return currentNotices(context).filter((notice) => notice.pending === 'deactivate');
}

/**
 * The date that was promised for a change of this key.
 *
 * The latest that a channel reaching the owner has accepted; as long as there is none, the first that was queued, so
 * that repeating an announcement nobody received does not push the change, and its visible hold, ever further away.
 */
export function promisedDate(context: KeyContext, pending: 'deactivate' | 'delete'): Instant | undefined {
  const queued = currentNotices(context)
    .filter((notice) => notice.pending === pending)
    .sort((a, b) => a.queuedAt - b.queuedAt);
  const received = queued.filter(
    (notice) => notice.countsAsNotice === true && notice.acceptedAt !== undefined,
  );
  return (received.at(-1) ?? queued[0])?.plannedFor;
}

/**
 * The latest date of a deactivation that the owner was told, on whatever ground it was announced; when the ground changes,
 * that date is still the one in the owner's calendar.
 */
export function latestPromise(context: KeyContext): Instant | undefined {
  const { announced: _ground, ...any } = context;
  const dates = deactivationNotices(any)
    .filter((notice) => notice.countsAsNotice === true && notice.acceptedAt !== undefined)
    .flatMap((notice) => notice.plannedFor ?? []);
  return dates.length === 0 ? undefined : (Math.max(...dates) as Instant);
}

/**
 * Whether a notice reached its owner in time: a channel that counts accepted it before the date it names. Nobody is
 * held to a date of which he was told when it had passed.
 */
export function wasReceived(notice: Notice): notice is Notice & { readonly acceptedAt: Instant } {
  if (notice.countsAsNotice !== true || notice.acceptedAt === undefined) return false;
  return notice.plannedFor === undefined || notice.acceptedAt < notice.plannedFor;
}

/** Whether announcements were made, none was received, and the last is so old that it is time for another. */
export function announcementIsStale(context: KeyContext): boolean {
  const end = context.record.extendedUntil ?? 0;
  // Of an extension, only what names its end tells of it.
  const notices = deactivationNotices(context).filter((notice) => (notice.plannedFor ?? end) >= end);
  const received = notices.some(
    (notice) => notice.countsAsNotice === true && notice.acceptedAt !== undefined,
  );
  const latest = Math.max(...notices.map((notice) => notice.queuedAt));
  return notices.length > 0 && !received && context.now >= latest + longestWarning(context.policy);
}

/** A daily run does not miss the day of a warning by the seconds that the change took which the date is counted from. */
const EARLY = HOUR;

/**
 * The step of `warnBefore` whose warning is outstanding, if any.
 *
 * The tightest step that has begun is looked at, so that missed runs never make several warnings at once; it is
 * outstanding when no notice for this date was queued at that step or a tighter one.
 */
export function outstandingStep(
  context: KeyContext,
  change: { readonly pending: 'rotate' | 'deactivate' | 'delete'; readonly plannedFor: Instant },
): Duration | undefined {
  if (context.now >= change.plannedFor) return undefined;
  const begun = context.policy.warnBefore.filter((step) => context.now >= change.plannedFor - step - EARLY);
  if (begun.length === 0) return undefined;
  const step = Math.min(...begun) as Duration;
  const sent = currentNotices(context).some(
    (notice) =>
      notice.kind !== 'held' &&
      notice.pending === change.pending &&
      notice.plannedFor === change.plannedFor &&
      notice.step !== undefined &&
      notice.step <= step,
  );
  return sent ? undefined : step;
}

import type { NoticeRef } from '../domain/acceptance.ts';
import { type KeyRecord, type Notice, recordOf, type UserMemory } from '../domain/memory.ts';
import type { Clock } from '../ports/clock.ts';
import type { Host } from '../ports/host.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notifier } from '../ports/notifier.ts';

/** How the outbox of a run was delivered. */
export interface OutboxResult {
  readonly queued: number;
  readonly accepted: number;
  readonly waiting: number;
  /** Channels that failed as a whole. */
  readonly failedChannels: readonly string[];
}

/**
 * Delivers what waits in the outbox over every channel, and records who took it.
 *
 * A notice is delivered once a channel that reaches owners has accepted it, or, where none is set up, any channel; it
 * stays in the outbox otherwise and is tried again by the next run. A channel that fails touches no other channel.
 * Notices of users who are not concerned are left where they are.
 */
export async function deliverOutbox(
  parts: {
    readonly ledger: Ledger;
    readonly clock: Clock;
    readonly host: Host;
    readonly notifiers: readonly Notifier[];
  },
  concerns: (notice: Notice) => boolean = () => true,
): Promise<OutboxResult> {
  const { current: pending, overtaken } = await sortPending(parts, concerns);
  if (overtaken.length > 0) {
    const at = parts.clock.now();
    await parts.ledger.recordAcceptance({
      notices: overtaken.map(refOf),
      at,
      channel: 'none, overtaken',
      countsAsNotice: false,
    });
  }
  const accepted = new Set<string>();
  const failedChannels: string[] = [];
  // Where a channel reaches owners, only its word counts: what it did not take is tried again, whoever else showed it.
  const reachesOwners = parts.notifiers.some((notifier) => notifier.countsAsNotice);
  for (const notifier of parts.notifiers) {
    if (pending.length === 0) break;
    try {
      const delivery = await notifier.deliver(reachesOwners ? pending.map(asHeard) : pending);
      const { channel, countsAsNotice } = notifier;
      if (reachesOwners && !countsAsNotice) continue;
      const at = parts.clock.now();
      const notices = pending.filter(({ id }) => delivery.accepted.includes(id)).map(refOf);
      await parts.ledger.recordAcceptance({ notices, at, channel, countsAsNotice });
      for (const id of delivery.accepted) accepted.add(id);
    } catch (error) {
      failedChannels.push(notifier.channel);
      const text = `The channel ${notifier.channel} failed: ${error instanceof Error ? error.message : 'no details'}`;
      parts.host.notify({
        code: 'CHANNEL_FAILED',
        level: 'error',
        text,
        data: { channel: notifier.channel },
      });
    }
  }
  return {
    queued: pending.length,
    accepted: accepted.size,
    waiting: pending.length - accepted.size,
    failedChannels,
  };
}

function refOf({ accountId, userId, id }: Notice): NoticeRef {
  return { accountId, userId, id };
}

/** A channel that tells owners was set up since the notice was queued: its date holds after all. */
function asHeard({ unheard: _, ...notice }: Notice): Notice {
  return notice;
}

/**
 * What is still true of the outbox. Nobody is told of a date that has passed, nor of a new key that has gone since: a
 * warning that came too late, or of what has happened, is dropped (the planner announces again), a hand-over loses its date.
 */
async function sortPending(
  parts: { readonly ledger: Ledger; readonly clock: Clock },
  concerns: (notice: Notice) => boolean,
): Promise<{
  readonly current: readonly Notice[];
  readonly overtaken: readonly Notice[];
}> {
  const current: Notice[] = [];
  const overtaken: Notice[] = [];
  const now = parts.clock.now();
  const memories = new Map<string, Promise<UserMemory>>();
  const memoryOf = (notice: Notice): Promise<UserMemory> => {
    const user = `${notice.accountId}/${notice.userId}`;
    const known = memories.get(user) ?? parts.ledger.loadUser(notice);
    memories.set(user, known);
    return known;
  };
  for (const notice of await parts.ledger.pendingNotices()) {
    if (!concerns(notice)) continue;
    const late = notice.plannedFor !== undefined && notice.plannedFor <= now;
    const warning = notice.kind === 'warning' || notice.kind === 'extended';
    const memory = await memoryOf(notice);
    const record = recordOf(memory, notice.keyId);
    const overtook = warning && record !== undefined && hasHappened(notice, record);
    if ((late && warning) || overtook || isOfDeadKey(memory, notice)) overtaken.push(notice);
    else if (late) {
      const { plannedFor: _date, ...undated } = notice;
      current.push(undated);
    } else current.push(notice);
  }
  return { current, overtaken };
}

/**
 * Whether the key has come to what a warning announces, or its retirement started again since: nobody is told in one breath that
 * a key will be deactivated and that it was.
 */
function hasHappened(notice: Notice, record: KeyRecord): boolean {
  if (record.goneAt !== undefined || notice.queuedAt < (record.noticesFrom ?? 0)) return true;
  if (notice.pending === 'deactivate') return record.inactiveSince !== undefined;
  if (notice.pending === 'delete') return record.inactiveSince === undefined;
  return false;
}

function isOfDeadKey(memory: UserMemory, notice: Notice): boolean {
  if (notice.newKeyId === undefined) return false;
  const record = recordOf(memory, notice.newKeyId);
  return record?.goneAt !== undefined || record?.discard !== undefined;
}

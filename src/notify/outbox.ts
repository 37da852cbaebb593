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
 */
export async function deliverOutbox(parts: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly host: Host;
  readonly notifiers: readonly Notifier[];
}): Promise<OutboxResult> {
  const pending = await parts.ledger.pendingNotices();
  const accepted = new Set<string>();
  const failedChannels: string[] = [];
  // Where a channel reaches owners, only its word counts: what it did not take is tried again, whoever else showed it.
  const reachesOwners = parts.notifiers.some((notifier) => notifier.countsAsNotice);
  for (const notifier of parts.notifiers) {
    if (pending.length === 0) break;
    try {
      const delivery = await notifier.deliver(pending);
      const { channel, countsAsNotice } = notifier;
      if (reachesOwners && !countsAsNotice) continue;
      const at = parts.clock.now();
      await parts.ledger.recordAcceptance({ noticeIds: delivery.accepted, at, channel, countsAsNotice });
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

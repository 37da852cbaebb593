import type { UserRef } from './ids.ts';
import type { Notice, Taking } from './memory.ts';
import type { Instant } from './time.ts';

/** Which notice, of which user. */
export interface NoticeRef extends UserRef {
  readonly id: string;
}

/** A channel took these notices for one recipient. */
export interface Acceptance extends Taking {
  readonly notices: readonly NoticeRef[];
}

/** It did not arrive after all: a bounce, a complaint. */
export interface Withdrawal {
  readonly notices: readonly NoticeRef[];
  /** When the channel heard of it. */
  readonly at: Instant;
  readonly channel: string;
  readonly recipient?: string;
}

/** The notice, taken by a channel for a recipient; the first word of each stands. */
export function taken(notice: Notice, { notices: _, ...taking }: Acceptance): Notice {
  const before = notice.takenBy ?? [];
  if (before.some((one) => isSamePlace(one, taking))) return notice;
  // Said again after it was taken back: what was sent then did not arrive.
  if (notice.withdrawn?.some((one) => isSamePlace(one, taking) && taking.at <= one.at)) return notice;
  return summarized(notice, [...before, taking]);
}

/** The notice without what a channel has said of a recipient; when nobody else took it, it waits again. */
export function withdrawn(notice: Notice, from: Withdrawal): Notice {
  const rest = (notice.takenBy ?? []).filter((one) => !isSamePlace(one, from));
  const others = (notice.withdrawn ?? []).filter((one) => !isSamePlace(one, from));
  const { notices: _, ...place } = from;
  return summarized({ ...notice, withdrawn: [...others, place] }, rest);
}

function isSamePlace(
  one: Pick<Taking, 'channel' | 'recipient'>,
  other: Pick<Taking, 'channel' | 'recipient'>,
): boolean {
  return one.channel === other.channel && one.recipient === other.recipient;
}

/** What counts of all that was taken: the first that reaches the owner, else the first of all. */
function summarized(notice: Notice, takenBy: readonly Taking[]): Notice {
  const { takenBy: _before, acceptedAt: _at, channel: _channel, countsAsNotice: _counts, ...bare } = notice;
  const counts = takenBy.find(({ countsAsNotice }) => countsAsNotice) ?? takenBy[0];
  if (counts === undefined) return bare;
  const { at: acceptedAt, channel, countsAsNotice } = counts;
  return { ...bare, acceptedAt, channel, countsAsNotice, takenBy };
}

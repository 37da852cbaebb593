import type { AccessKeyId, AccountId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/reason.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import { counted } from '../../messages/wording.ts';
import { byText } from '../ordering.ts';

/** What can happen on a day of a timeline, in the order in which columns are stacked. */
export type TimelineKind = 'warn' | 'limit' | 'rotate' | 'deactivate' | 'delete' | 'repair' | 'hold' | 'pass';

/** Something that happens to one key on one day. */
export interface TimelineEntry {
  readonly at: Instant;
  readonly kind: TimelineKind;
  /** In words, as it follows the key: `will be replaced`. */
  readonly what: string;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly userName: string;
  readonly keyId: AccessKeyId;
  readonly reason: Reason;
}

/** One day of a timeline; days on which nothing happens are left out. */
export interface TimelineDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly entries: readonly TimelineEntry[];
}

/** The nouns of each kind, one and many. */
export const KIND_NOUNS: Readonly<Record<TimelineKind, readonly [string, string]>> = {
  warn: ['warning', 'warnings'],
  limit: ['reaches its limit', 'reach their limit'],
  rotate: ['replacement', 'replacements'],
  deactivate: ['deactivation', 'deactivations'],
  delete: ['deletion', 'deletions'],
  repair: ['repair', 'repairs'],
  hold: ['hold', 'holds'],
  pass: ['hold passes', 'holds pass'],
};

/** Every kind, in the order of the legend. */
export const KINDS: readonly TimelineKind[] = [
  'warn',
  'limit',
  'rotate',
  'deactivate',
  'delete',
  'repair',
  'hold',
  'pass',
];

/** The entries by day in UTC, in order of time. */
export function timelineDays(entries: readonly TimelineEntry[]): readonly TimelineDay[] {
  const sorted = [...entries].sort(byTime);
  return [...Map.groupBy(sorted, ({ at }) => Math.floor(at / DAY))].map(([day, ofDay]) => ({
    day,
    entries: ofDay,
  }));
}

/** How many entries there are of a kind. */
export function countOf(entries: readonly TimelineEntry[], kind: TimelineKind): number {
  return entries.filter((entry) => entry.kind === kind).length;
}

/** The counts of a day in words: `12 replacements, 1 deletion`. */
export function countsText(entries: readonly TimelineEntry[]): string {
  return KINDS.flatMap((kind) => {
    const count = countOf(entries, kind);
    return count === 0 ? [] : [counted(count, ...KIND_NOUNS[kind])];
  }).join(', ');
}

function byTime(a: TimelineEntry, b: TimelineEntry): number {
  return (
    Math.floor(a.at / DAY) - Math.floor(b.at / DAY) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    byText(a.accountName, b.accountName) ||
    byText(a.accountId, b.accountId) ||
    byText(a.userName, b.userName) ||
    byText(a.keyId, b.keyId) ||
    byText(a.reason, b.reason)
  );
}

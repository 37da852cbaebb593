import type { LastUsed } from '../domain/access-key.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { nextActOf } from '../domain/next-act.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { between, type Duration, type Instant, isoDay, isoTime, SECOND } from '../domain/time.ts';
import { PENDING } from '../messages/action-text.ts';
import { nextText, unheardText } from '../messages/next-text.ts';

/** How one key stands, in words, from the ledger and from what the latest whole run planned. */
export interface KeyStanding {
  readonly state: string;
  readonly age: Duration;
  /** As IAM told in that run; undefined where it was not asked, since nothing depended on it. */
  readonly lastUsed?: LastUsed;
  /** What comes next; undefined for a key that is gone. */
  readonly next?: { readonly text: string; readonly at?: Instant };
}

/** What a standing is told from. */
export interface StandingSource {
  readonly memory: UserMemory;
  readonly now: Instant;
  /** The latest whole run, if there was one. */
  readonly report?: Pick<RunReport, 'decisions' | 'endedAt'>;
}

/** The standing of a key. Dates are those that the planner set or an owner was told, never counted again here. */
export function standingOf(key: KeyRecord, source: StandingSource): KeyStanding {
  const { memory, now, report } = source;
  const decisions = (report?.decisions ?? []).filter(
    ({ keyId, accountId }) => keyId === key.keyId && accountId === memory.accountId,
  );
  const used = decisions.flatMap(({ evidence }) => evidence).find((fact) => isUseOf(fact, key));
  const age = between(key.createdAt, key.goneAt ?? now);
  const gone = key.goneAt !== undefined;
  return {
    state: stateOf(key),
    age,
    ...(used?.kind === 'last-used' && !gone ? { lastUsed: used.lastUsed } : {}),
    ...(gone ? {} : { next: nextOf(key, decisions, source) }),
  };
}

/** The standing as JSON: `state`, `ageSeconds`, `lastUsed` and `next`. */
export function standingDocument(key: KeyRecord, source: StandingSource): object {
  const { state, age, lastUsed, next } = standingOf(key, source);
  const asOf = source.report === undefined ? {} : { asOf: isoTime(source.report.endedAt) };
  return {
    state,
    ageSeconds: Math.floor(age / SECOND),
    ...(lastUsed === undefined
      ? {}
      : { lastUsed: lastUsed.kind === 'used' ? { ...lastUsed, at: isoTime(lastUsed.at) } : lastUsed }),
    ...(next === undefined
      ? {}
      : { next: { text: next.text, ...(next.at === undefined ? {} : { at: isoTime(next.at) }), ...asOf } }),
  };
}

function isUseOf(fact: ReportedDecision['evidence'][number], key: KeyRecord): boolean {
  return fact.kind === 'last-used' && fact.keyId === key.keyId;
}

function stateOf(key: KeyRecord): string {
  if (key.goneAt !== undefined) return `gone since ${isoDay(key.goneAt)}`;
  if (key.discard !== undefined)
    return key.inactiveSince === undefined ? 'active, never handed over' : 'inactive, never handed over';
  if (key.deactivatedAt !== undefined) return `deactivated by Keyturn on ${isoDay(key.deactivatedAt)}`;
  return key.inactiveSince === undefined ? 'active' : `inactive since ${isoDay(key.inactiveSince)}`;
}

/** What the planner last decided, if nothing was done on it; else what the owner was last told. */
function nextOf(
  key: KeyRecord,
  decisions: readonly ReportedDecision[],
  source: StandingSource,
): NonNullable<KeyStanding['next']> {
  const { memory, now } = source;
  if (isDecidedSince(key, source))
    return { text: 'the next run of all users plans it, since a person has decided about it' };
  const standing = decisions.findLast(({ outcome }) => outcome?.status !== 'done');
  if (standing !== undefined) {
    const next = nextActOf(standing, now);
    return { text: nextText(standing, next), ...(next.at === undefined ? {} : { at: next.at }) };
  }
  const [told] = memory.notices
    .filter(({ keyId, plannedFor }) => keyId === key.keyId && plannedFor !== undefined && plannedFor > now)
    .sort((a, b) => b.queuedAt - a.queuedAt);
  if (told?.plannedFor !== undefined) {
    const { plannedFor: at } = told;
    if (told.unheard === true) return { text: unheardText(at), at };
    // A hand-over and an extension name no act of their own: the date in them is that of the deactivation.
    const act = PENDING[told.pending ?? 'deactivate'];
    const how = told.countsAsNotice === true ? ', as its owner was told' : '';
    return { text: `will ${act} on ${isoDay(at)}${how}`, at };
  }
  return { text: 'the next run of all users plans it' };
}

/** What was planned before a person's word is not what comes next. */
function isDecidedSince(key: KeyRecord, { memory, report }: StandingSource): boolean {
  if (report === undefined) return false;
  const { holds, keep, force } = memory;
  const words = [
    ...holds.filter(({ keyId }) => keyId === key.keyId).map(({ from }) => from),
    ...(keep === undefined ? [] : [keep.at]),
    ...(force?.keyIds.includes(key.keyId) ? [force.at] : []),
    // A release leaves nothing behind but that what was told before counts no longer.
    ...(key.noticesFrom === undefined ? [] : [key.noticesFrom]),
  ];
  return words.some((at) => at > report.endedAt);
}

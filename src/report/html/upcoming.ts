import { type NextAct, nextActOf } from '../../domain/next-act.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { days, type Instant, isoDay } from '../../domain/time.ts';
import { aheadText } from '../../messages/next-text.ts';
import { counted } from '../../messages/wording.ts';
import { markup } from './markup.ts';
import { timeline } from './timeline.ts';
import type { TimelineEntry, TimelineKind } from './timeline-entry.ts';
import type { PageView, Section } from './view.ts';

const HORIZON_DAYS = 30;

/** What lies ahead: within 30 days, and after. */
export function upcomingEntries(view: PageView): {
  readonly soon: readonly TimelineEntry[];
  readonly later: readonly TimelineEntry[];
} {
  const entries = view.report.decisions.flatMap((decision) => entryOf(decision, view));
  const end = view.now + days(HORIZON_DAYS);
  return { soon: entries.filter(({ at }) => at <= end), later: entries.filter(({ at }) => at > end) };
}

/** Who is due when: the dates of the next 30 days, and how many lie beyond. */
export function upcomingSection(view: PageView): Section {
  const { soon, later } = upcomingEntries(view);
  const last = Math.max(...later.map(({ at }) => at)) as Instant;
  const more =
    later.length === 0
      ? undefined
      : markup`<p class="note">${counted(later.length, 'more date comes', 'more dates come')} after that, the last on ${isoDay(last)}.</p>`;
  const none = markup`<p class="empty">Nothing is due in the next ${HORIZON_DAYS} days.</p>`;
  // One more than the horizon: its last day has begun when it ends.
  const length = HORIZON_DAYS + 1;
  return {
    id: 'ahead',
    title: `Next ${HORIZON_DAYS} days`,
    count: soon.length,
    content: markup`<p class="lede">What happens to which key when, if nothing changes. Days are in UTC.</p>
${soon.length === 0 ? none : timeline({ entries: soon, now: view.now, days: length, fullIds: view.fullIds === true })}${more}`,
  };
}

function entryOf(decision: ReportedDecision, view: PageView): readonly TimelineEntry[] {
  const { accountId, accountName, userName, keyId, reason } = decision;
  const about = { accountId, accountName, userName, keyId, reason };
  const next = nextActOf(decision, view.now);
  const { at } = next;
  if (at === undefined || decision.outcome !== undefined) return [];
  if (next.kind === 'held') return [{ ...about, at, kind: 'pass', what: 'hold is expected to pass' }];
  const what = aheadText(decision, next);
  return what === undefined ? [] : [{ ...about, at, kind: kindOf(next), what: what + told(decision, view) }];
}

function kindOf({ kind, change }: NextAct): TimelineKind {
  if (kind === 'held-then') return 'hold';
  return kind === 'limit' || change === undefined ? 'limit' : change;
}

function told({ action, warning }: ReportedDecision, { report }: PageView): string {
  if (action !== 'warn') return '';
  if (warning?.kind === 'extended') return '; postponed, the key is still in use';
  return report.enforce ? '; warning sent or on its way' : '; a warning is due';
}

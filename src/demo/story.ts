import type { ReportedDecision } from '../domain/report.ts';
import { isoDay } from '../domain/time.ts';
import type { Painter } from '../report/painter.ts';
import { explanationOf } from './explanations.ts';
import type { DayStory } from './play.ts';

/** Tells the days one after the other; remembers what it has explained already. */
export interface StoryTeller {
  /** The lines of one day; none for a day on which nothing happened. */
  tell(day: DayStory): readonly string[];
}

/** What is counted in a day's first line, in this order. */
const COUNTED: readonly {
  readonly action: ReportedDecision['action'];
  readonly words: string;
  readonly paint: keyof Painter;
}[] = [
  { action: 'rotate', words: 'replaced', paint: 'green' },
  { action: 'deactivate', words: 'deactivated', paint: 'yellow' },
  { action: 'delete', words: 'deleted', paint: 'yellow' },
  { action: 'warn', words: 'warned', paint: 'dim' },
];

/** A teller for one story: counts every day, and explains each kind of event the first time it happens. */
export function createStoryTeller(paint: Painter): StoryTeller {
  const explained = new Set<string>();
  const isNews = (key: string): boolean => {
    if (explained.has(key)) return false;
    explained.add(key);
    return true;
  };
  return {
    tell(day) {
      const lines = [
        ...ownerLines(day, paint, isNews),
        ...troubleLines(day, paint),
        ...newsLines(day, paint, isNews),
      ];
      const counts = countsOf(day, paint);
      if (counts === '' && lines.length === 0) return [];
      const head = `${paint.bold(`Day ${String(day.day).padStart(3)}`)} ${paint.dim(isoDay(day.at))}  ${counts}`;
      return [head.trimEnd(), ...lines.map((line) => `${' '.repeat(20)}${line}`)];
    },
  };
}

function countsOf(day: DayStory, paint: Painter): string {
  const parts = COUNTED.flatMap(({ action, words, paint: colour }) => {
    const count = day.report.decisions.filter((decision) => happened(decision, action)).length;
    return count === 0 ? [] : [paint[colour](`${count} ${words}`)];
  });
  const picked = day.owners.filter((event) => event.kind === 'picked-up').length;
  if (picked > 0)
    parts.push(paint.dim(`${picked} taken up by ${picked === 1 ? 'its owner' : 'their owners'}`));
  return parts.join(paint.dim(', '));
}

function happened(decision: ReportedDecision, action: ReportedDecision['action']): boolean {
  return decision.action === action && (action === 'warn' || decision.outcome?.status === 'done');
}

function ownerLines(day: DayStory, paint: Painter, isNews: (key: string) => boolean): readonly string[] {
  const lines: string[] = [];
  for (const event of day.owners) {
    if (event.kind === 'cut-off')
      lines.push(paint.red(`${event.userName} wakes up after weeks and finds its old key deactivated.`));
    if (event.kind === 'picked-up' && isNews('picked-up')) {
      lines.push(`${event.userName} fetched its new key from the secret, with the old one, as only it may.`);
    }
  }
  for (const event of day.undone) {
    lines.push(paint.green(`> keyturn undo --user ${event.userName} --for 72h`));
    lines.push(paint.green('  It works again at once, and can fetch the new key. Nothing was lost.'));
  }
  return lines;
}

function troubleLines(day: DayStory, paint: Painter): readonly string[] {
  const lines: string[] = [];
  if (day.crashed) {
    lines.push(
      paint.red(
        'Keyturn died right after making a key, before it could store it. Started again, it takes that key back.',
      ),
    );
  }
  for (const decision of day.report.decisions) {
    if (decision.outcome?.status !== 'failed') continue;
    lines.push(
      paint.red(
        `${decision.userName}: the answer that carried its new key was lost. Never tried twice in one run; repaired by the next.`,
      ),
    );
  }
  return lines;
}

function newsLines(day: DayStory, paint: Painter, isNews: (key: string) => boolean): readonly string[] {
  return day.report.decisions.flatMap((decision) => {
    const blocked = decision.objections?.some((objection) => objection.state === 'blocked') === true;
    const held = decision.action === 'hold' && blocked;
    const done = COUNTED.some(({ action }) => happened(decision, action)) || happened(decision, 'repair');
    const exempt = decision.reason === 'EXEMPT';
    if (!held && !done && !exempt) return [];
    const gates = (decision.objections ?? []).map((objection) => objection.gate).join('+');
    if (
      !isNews(
        held
          ? `${decision.userId}/${decision.reason}`
          : `${decision.action}/${decision.reason}/${decision.repair ?? ''}`,
      )
    )
      return [];
    const text = `${decision.userName}: ${explanationOf(decision, gates)}`;
    return [held ? paint.yellow(text) : text];
  });
}

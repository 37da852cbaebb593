import type { ReportedDecision } from '../domain/report.ts';
import { isoDay } from '../domain/time.ts';
import { hangingLines } from '../report/line-text.ts';
import { type Painter, PLAIN_PAINTER } from '../report/painter.ts';
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
];

/** A teller for one story: counts every day, and explains each kind of event the first time it happens. */
export function createStoryTeller(paint: Painter, width = 120): StoryTeller {
  const explained = new Set<string>();
  const isNews = (key: string): boolean => {
    if (explained.has(key)) return false;
    explained.add(key);
    return true;
  };
  let quiet = NOTHING;
  return {
    tell(day) {
      const lines = [
        ...ownerLines(day, paint, isNews),
        ...troubleLines(day, paint),
        ...newsLines(day, paint, isNews),
      ];
      const counts = countsOf(day, quiet);
      quiet = NOTHING;
      if (lines.length === 0 && counts.changes.length === 0) {
        // Warned of, or picked up, and nothing else: such days are added up, and told with the next on which something is done.
        quiet = { ...counts, days: counts.days + 1 };
        return [];
      }
      const lead = `Day ${String(day.day).padStart(3)} ${isoDay(day.at)}  `;
      const plain = hangingLines(lead, countsText(counts, PLAIN_PAINTER), Math.max(50, width));
      // Colours only where all of it fits: painted text cannot be broken.
      const painted = `${paint.bold(lead.slice(0, 7))} ${paint.dim(isoDay(day.at))}  ${countsText(counts, paint)}`;
      const head = plain.length === 1 ? [painted.trimEnd()] : plain;
      return [...head, ...lines.flatMap(({ text, paint: colour }) => wrapped(text, width).map(colour))];
    },
  };
}

/** One line of the story, still in one piece and without its colour. */
interface StoryLine {
  readonly text: string;
  readonly paint: (text: string) => string;
}

/** What happened on a day, and on the days before it on which nothing but this happened. */
interface Counts {
  readonly changes: readonly { readonly text: string; readonly paint: keyof Painter }[];
  readonly warned: number;
  readonly pickedUp: number;
  /** How many such days came before. */
  readonly days: number;
}

const NOTHING: Counts = { changes: [], warned: 0, pickedUp: 0, days: 0 };
const INDENT = ' '.repeat(20);

/** Broken between words, and as far to the right as the counts; what is already indented stays a little further in. */
function wrapped(text: string, width: number): readonly string[] {
  const lead = INDENT + (/^ */.exec(text)?.[0] ?? '');
  return hangingLines(lead, text.trim(), Math.max(50, width));
}

function countsOf(day: DayStory, before: Counts): Counts {
  const countOf = (action: ReportedDecision['action']): number =>
    day.report.decisions.filter((decision) => happened(decision, action)).length;
  const changes = COUNTED.flatMap(({ action, words, paint }) =>
    countOf(action) === 0 ? [] : [{ text: `${countOf(action)} ${words}`, paint }],
  );
  const picked = day.owners.filter((event) => event.kind === 'picked-up').length;
  return {
    changes,
    warned: before.warned + countOf('warn'),
    pickedUp: before.pickedUp + picked,
    days: before.days,
  };
}

function countsText({ changes, warned, pickedUp, days }: Counts, paint: Painter): string {
  const since = days === 0 ? '' : ` in ${days + 1} days`;
  return [
    ...changes.map((change) => paint[change.paint](change.text)),
    ...(warned === 0 ? [] : [paint.dim(`${warned} warned${since}`)]),
    ...(pickedUp === 0
      ? []
      : [paint.dim(`${pickedUp} picked up by ${pickedUp === 1 ? 'its owner' : 'their owners'}${since}`)]),
  ].join(paint.dim(', '));
}

function happened(decision: ReportedDecision, action: ReportedDecision['action']): boolean {
  return decision.action === action && (action === 'warn' || decision.outcome?.status === 'done');
}

function ownerLines(day: DayStory, paint: Painter, isNews: (key: string) => boolean): readonly StoryLine[] {
  const lines: StoryLine[] = [];
  for (const event of day.owners) {
    if (event.kind === 'cut-off')
      lines.push({
        text: `${event.userName} runs again after weeks and finds its old key deactivated.`,
        paint: paint.red,
      });
    if (event.kind === 'picked-up' && isNews('picked-up')) {
      lines.push({
        text: `${event.userName} fetched its new key from the secret, with the old one, as only it may.`,
        paint: String,
      });
    }
  }
  for (const event of day.undone) {
    lines.push({ text: `> keyturn undo --user ${event.userName} --for 72h`, paint: paint.green });
    lines.push({
      text: '  It works again at once, and can fetch the new key. Nothing was lost.',
      paint: paint.green,
    });
  }
  return lines;
}

function troubleLines(day: DayStory, paint: Painter): readonly StoryLine[] {
  const lines: StoryLine[] = [];
  if (day.crashed) {
    lines.push({
      text: 'Keyturn died right after making a key, before it could store it. Started again, it takes that key back.',
      paint: paint.red,
    });
  }
  for (const decision of day.report.decisions) {
    if (decision.outcome?.status !== 'failed') continue;
    lines.push({
      text: `${decision.userName}: the answer that carried its new key was lost. Never tried twice in one run; repaired by the next.`,
      paint: paint.red,
    });
  }
  return lines;
}

function newsLines(day: DayStory, paint: Painter, isNews: (key: string) => boolean): readonly StoryLine[] {
  return day.report.decisions.flatMap((decision) => {
    const blocked = decision.objections?.some((objection) => objection.state === 'blocked') === true;
    const held = decision.action === 'hold' && blocked;
    const acts = [...COUNTED.map(({ action }) => action), 'warn', 'repair'] as const;
    const done = acts.some((action) => happened(decision, action));
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
    return [{ text, paint: held ? paint.yellow : String }];
  });
}

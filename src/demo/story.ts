import type { ReportedDecision } from '../domain/report.ts';
import { isoDay } from '../domain/time.ts';
import type { Painter } from '../report/painter.ts';
import type { DayStory } from './play.ts';

/** Tells the days one after the other; remembers what it has explained already. */
export interface StoryTeller {
  /** The lines of one day; none for a day on which nothing happened. */
  tell(day: DayStory): readonly string[];
}

/** Longest list of names in one line before the rest is only counted. */
const NAMES_SHOWN = 3;

/** What is told of each kind of act: a mark, a colour, and words for one day's count. */
const ACTS: readonly { readonly action: ReportedDecision['action']; readonly mark: string; readonly paint: keyof Painter; readonly words: string }[] = [
  { action: 'rotate', mark: '+', paint: 'green', words: 'new key handed over' },
  { action: 'deactivate', mark: '-', paint: 'yellow', words: 'old key deactivated' },
  { action: 'delete', mark: 'x', paint: 'dim', words: 'key deleted after its soak' },
  { action: 'repair', mark: '*', paint: 'cyan', words: 'repaired' },
  { action: 'warn', mark: '!', paint: 'dim', words: 'owner warned' },
];

/** A teller for one story. */
export function createStoryTeller(paint: Painter): StoryTeller {
  const explained = new Set<string>();
  const once = (key: string, line: string): readonly string[] => {
    if (explained.has(key)) return [];
    explained.add(key);
    return [line];
  };
  return {
    tell(day) {
      const lines = [...ownerLines(day, paint), ...actLines(day, paint), ...troubleLines(day, paint), ...holdLines(day, paint, once)];
      if (lines.length === 0) return [];
      const head = `${paint.bold(`Day ${String(day.day).padStart(3)}`)} ${paint.dim(isoDay(day.at))}`;
      return lines.map((line, index) => `${index === 0 ? head : ' '.repeat(18)}  ${line}`);
    },
  };
}

function ownerLines(day: DayStory, paint: Painter): readonly string[] {
  const picked = day.owners.filter((event) => event.kind === 'picked-up').map((event) => event.userName);
  const cut = day.owners.filter((event) => event.kind === 'cut-off').map((event) => event.userName);
  const lines: string[] = [];
  if (cut.length > 0) lines.push(paint.red(`? ${names(cut)} wakes up after weeks and finds its old key deactivated`));
  for (const event of day.undone) lines.push(paint.green(`  keyturn undo --user ${event.userName} --for 72h: working again, nothing was lost`));
  if (picked.length > 0) lines.push(paint.dim(`> taken up by its owner: ${names(picked)}`));
  return lines;
}

function actLines(day: DayStory, paint: Painter): readonly string[] {
  return ACTS.flatMap(({ action, mark, paint: colour, words }) => {
    const done = day.report.decisions.filter(
      (decision) => decision.action === action && (action === 'warn' || decision.outcome?.status === 'done'),
    );
    if (done.length === 0) return [];
    const list = names(done.map((decision) => decision.userName));
    return [paint[colour](`${mark} ${words}: ${list}`)];
  });
}

function troubleLines(day: DayStory, paint: Painter): readonly string[] {
  const failed = day.report.decisions.filter((decision) => decision.outcome?.status === 'failed');
  const lines = failed.map((decision) =>
    paint.red(`# ${decision.userName}: the answer to its new key was lost; not tried again today, repaired tomorrow`),
  );
  if (day.crashed) lines.unshift(paint.red('# Keyturn died right after making a key; started again, it takes that key back'));
  return lines;
}

function holdLines(day: DayStory, paint: Painter, once: (key: string, line: string) => readonly string[]): readonly string[] {
  return day.report.decisions.flatMap((decision) => {
    const blocking = decision.objections?.filter((objection) => objection.state === 'blocked') ?? [];
    if (decision.action !== 'hold' || blocking.length === 0) return [];
    const gates = blocking.map((objection) => objection.gate).join(', ');
    const line = paint.yellow(`| held for a person: ${decision.userName} (${decision.reason}: ${gates})`);
    return once(`${decision.userId}/${decision.keyId}/${decision.reason}`, line);
  });
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, NAMES_SHOWN).join(', ');
  return all.length > NAMES_SHOWN ? `${shown} and ${all.length - NAMES_SHOWN} more` : shown;
}

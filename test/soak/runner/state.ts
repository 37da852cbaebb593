import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Code, codeInWords } from './code.ts';

/** Seeds from the first to the last, both included. */
type Range = readonly [first: number, last: number];

/** What was tried on one code. */
interface Stretch {
  readonly code: Code;
  readonly done: readonly Range[];
  readonly violations: readonly number[];
}

/** What the file holds: one stretch for each code, the newest last. */
interface Saved {
  readonly from: number;
  readonly stretches: readonly Stretch[];
}

/** How far a soak has come, in memory or in a file that the next one goes on from. */
export interface State {
  /** The first seed of all. */
  readonly from: number;
  /** Said when the soak goes on: where from, and whether the code is another one by now. */
  readonly opening: string | undefined;
  /** The next seed that nobody has tried or taken. */
  take(): number;
  done(seed: number, violated: boolean): void;
  tried(): number;
  violations(): readonly number[];
  /** What was tried on which code, with the seeds, a line each. */
  lines(): readonly string[];
  save(): void;
}

/** Opens the state of a file, or begins at a seed. A file that is no state is an error and is left as it is. */
export function openState(
  path: string | undefined,
  begin: { readonly from: number; readonly code: Code },
): State {
  const { code } = begin;
  const found = path !== undefined && existsSync(path) ? read(path) : undefined;
  const { from, stretches } = found ?? { from: begin.from, stretches: [] };
  const last = stretches.at(-1);
  const same = last?.code.digest === code.digest;
  const earlier = same ? stretches.slice(0, -1) : stretches;
  let current: Stretch = same ? last : { code, done: [], violations: [] };
  const all = (): readonly Stretch[] => [...earlier, current];
  const tried = (): number => all().reduce((sum, { done }) => sum + countOf(done), 0);
  let next = from;
  return {
    from,
    opening: openingOf({ last, same, code, tried: tried() }),
    take: () => {
      const taken = all().flatMap(({ done }) => done);
      let covering = taken.find(([first, end]) => next >= first && next <= end);
      while (covering !== undefined) {
        next = covering[1] + 1;
        covering = taken.find(([first, end]) => next >= first && next <= end);
      }
      next += 1;
      return next - 1;
    },
    done: (seed, violated) => {
      const violations = violated ? [...current.violations, seed] : current.violations;
      current = { ...current, done: withSeed(current.done, seed), violations };
    },
    tried,
    violations: () => all().flatMap(({ violations }) => violations),
    lines: () =>
      all()
        .filter(({ done }) => done.length > 0)
        .map(
          (one) =>
            `on ${codeInWords(one.code)}: ${countOf(one.done)} schedules, seeds ${rangesInWords(one.done)}, violations ${one.violations.length}`,
        ),
    save: () => {
      if (path === undefined) return;
      // Written beside and moved, so that whoever stops the soak never finds half a file.
      writeFileSync(`${path}.new`, `${JSON.stringify({ from, stretches: all() } satisfies Saved)}\n`);
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): Saved {
  const saved = JSON.parse(readFileSync(path, 'utf8')) as Partial<Saved>;
  if (typeof saved.from !== 'number' || !Array.isArray(saved.stretches))
    throw new Error(`${path} is no state of a soak. Name another file, or delete it.`);
  return { from: saved.from, stretches: saved.stretches };
}

function openingOf(known: {
  readonly last: Stretch | undefined;
  readonly same: boolean;
  readonly code: Code;
  readonly tried: number;
}): string | undefined {
  if (known.last === undefined) return undefined;
  const goesOn = `going on after ${known.tried} schedules`;
  if (known.same) return goesOn;
  return `${goesOn}; the code has changed since: they were tried on ${codeInWords(known.last.code)}, and now it is ${codeInWords(known.code)}`;
}

/** Ranges with one more seed; what touches is one range. */
function withSeed(ranges: readonly Range[], seed: number): readonly Range[] {
  const before = ranges.find(([, end]) => end === seed - 1);
  const after = ranges.find(([first]) => first === seed + 1);
  const others = ranges.filter((range) => range !== before && range !== after);
  const joined: Range = [before?.[0] ?? seed, after?.[1] ?? seed];
  return [...others, joined].sort(([a], [b]) => a - b);
}

function countOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [first, end]) => sum + end - first + 1, 0);
}

function rangesInWords(ranges: readonly Range[]): string {
  return ranges.map(([first, end]) => (first === end ? `${first}` : `${first} to ${end}`)).join(', ');
}

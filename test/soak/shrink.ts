import type { Schedule, Step } from './schedule.ts';

/** How many plays a shrinking may take. */
const MOST_PLAYS = 120;

/**
 * A schedule with as few steps as can be found quickly that still breaks something.
 *
 * Leaves out ever smaller parts of the steps, then single faults. Steps carry their own seeds, so that the others do the
 * same without them. What is broken stays of the same kind: a shorter story of something else would lead astray.
 */
export async function shrink(
  schedule: Schedule,
  problemsOf: (schedule: Schedule) => Promise<readonly string[]>,
  hasTime: () => boolean = () => true,
): Promise<Schedule> {
  let best = schedule;
  let plays = 0;
  const kinds = new Set((await problemsOf(schedule)).map(kindOf));
  const goesOn = (): boolean => plays < MOST_PLAYS && hasTime();
  const stillBroken = async (candidate: Schedule): Promise<boolean> => {
    plays += 1;
    return (await problemsOf(candidate)).some((problem) => kinds.has(kindOf(problem)));
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1 && goesOn(); size = halved(size)) {
    for (let at = 0; at < best.steps.length && goesOn(); ) {
      const steps = [...best.steps.slice(0, at), ...best.steps.slice(at + size)];
      if (await stillBroken({ ...best, steps })) best = { ...best, steps };
      else at += size;
    }
  }
  for (const [index, step] of best.steps.entries()) {
    if (!goesOn() || step.kind !== 'run' || isPlain(step)) continue;
    const plain: Step = { ...step, faults: { points: [] } };
    const steps = best.steps.map((one, place) => (place === index ? plain : one));
    if (await stillBroken({ ...best, steps })) best = { ...best, steps };
  }
  return best;
}

/** What was broken, without when, by whom and of whom. */
function kindOf(problem: string): string {
  const [, text = problem] = /^(?:.* by \w+: |end: [^:]*: |day \d+ [^:]*: )(.*)$/.exec(problem) ?? [];
  return text.replace(/\d+/g, '#').replace(/ \(.*$/, '');
}

function halved(size: number): number {
  return size === 1 ? 0 : Math.ceil(size / 2);
}

function isPlain(step: Step & { readonly kind: 'run' }): boolean {
  return step.faults.points.length === 0 && Object.keys(step.faults).length === 1;
}

import { type ChildProcess, fork } from 'node:child_process';
import type { Saying, Task } from './worker.ts';

const WORKER = new URL('./worker.ts', import.meta.url);

/** What the workers of a soak are given, and whom they tell. */
export interface Work {
  readonly workers: number;
  /** How long one may look for a shorter story of what broke. */
  readonly storyMs: number;
  /** The next seed; undefined when there are to be no more. */
  next(): number | undefined;
  tried(seed: number, problems: readonly string[]): void;
  story(lines: readonly string[]): void;
}

/** Lets so many processes play schedules until there are no more seeds. Each has one schedule at a time. */
export async function playAll(work: Work): Promise<void> {
  await Promise.all(Array.from({ length: work.workers }, () => workUntilTheEnd(work)));
}

/** One worker after the other: where a process dies, the schedule that it had counts as one that broke something. */
async function workUntilTheEnd(work: Work): Promise<void> {
  while (await workOfOneProcess(work));
}

/** Whether there may be more to do, since the process died over a schedule. */
function workOfOneProcess(work: Work): Promise<boolean> {
  const first = work.next();
  if (first === undefined) return Promise.resolve(false);
  const child = fork(WORKER);
  let busyWith: number | undefined = first;
  const goOn = (): void => {
    busyWith = work.next();
    if (busyWith === undefined) child.disconnect();
    else give(child, { seed: busyWith, storyMs: work.storyMs });
  };
  child.on('message', (saying: Saying) => {
    if (saying.kind === 'tried') {
      work.tried(saying.seed, saying.problems);
      if (saying.problems.length === 0) goOn();
    } else {
      work.story(saying.lines);
      goOn();
    }
  });
  give(child, { seed: first, storyMs: work.storyMs });
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      if (busyWith !== undefined)
        work.tried(busyWith, [`the harness failed: its process ended (${signal ?? `exit code ${code}`})`]);
      resolve(busyWith !== undefined);
    });
  });
}

function give(child: ChildProcess, task: Task): void {
  child.send(task);
}

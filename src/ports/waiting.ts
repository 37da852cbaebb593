/** One thing that holds a run, for people. */
export interface Wait {
  /** Stable, one for each kind of wait. */
  readonly code: string;
  /** What many waits have in common, such as one limit; whatever shares it is said once in a run. */
  readonly subject?: string;
  /** One line: what is waited for, for how long at most, and what the reader can do. */
  readonly text: (waited: number) => string;
}

/** Told what a run waits for while it waits; what takes its time is said, and whatever is quick is not. */
export interface Waiting {
  /** Something is being waited for, until the function that is given back is called. */
  begin(wait: Wait): () => void;
}

/** Says nothing. */
export const UNTOLD: Waiting = { begin: () => () => undefined };

/** Does something that may take its time. */
export async function whileWaiting<T>(waiting: Waiting, wait: Wait, work: () => Promise<T>): Promise<T> {
  const end = waiting.begin(wait);
  try {
    return await work();
  } finally {
    end();
  }
}

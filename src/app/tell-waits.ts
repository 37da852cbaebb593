import type { Host } from '../ports/host.ts';
import type { Wait, Waiting } from '../ports/waiting.ts';

/** A time that only goes forward, and something to be done now and then. */
export interface Ticker {
  now(): number;
  /** Does it again and again until the function that is given back is called; keeps no process alive. */
  every(milliseconds: number, action: () => void): () => void;
}

/** What takes longer than this is said. */
const LONG_MS = 3000;

/** Four hundred users that wait for the same are one line: the next of its kind comes so much later. */
const BETWEEN_LINES_MS = 10_000;

const LOOK_EVERY_MS = 500;

interface OpenWait extends Wait {
  readonly since: number;
}

/** Says on the host what a run waits for: the longest wait of each kind, with the number of the others. */
export function tellWaits(host: Host, ticker: Ticker): Waiting {
  /** Those that were not said yet, the oldest first. */
  const unsaid = new Set<OpenWait>();
  const saidSubjects = new Set<string>();
  const saidAt = new Map<string, number>();
  let rest: (() => void) | undefined;

  const say = (code: string, [first, ...others]: readonly OpenWait[], now: number): void => {
    if (first === undefined || now - (saidAt.get(code) ?? Number.NEGATIVE_INFINITY) < BETWEEN_LINES_MS)
      return;
    const more = others.length === 0 ? '' : ` (and ${others.length} more like this)`;
    host.notify({ code, level: 'wait', text: `${first.text(now - first.since)}${more}` });
    saidAt.set(code, now);
    for (const wait of [first, ...others]) {
      unsaid.delete(wait);
      if (wait.subject !== undefined) saidSubjects.add(wait.subject);
    }
  };
  const look = (): void => {
    const now = ticker.now();
    const long = [...unsaid].filter(
      ({ since, subject = '' }) => now - since >= LONG_MS && !saidSubjects.has(subject),
    );
    for (const [code, waits] of Map.groupBy(long, (wait) => wait.code)) say(code, waits, now);
  };
  return {
    begin(wait) {
      const begun: OpenWait = { ...wait, since: ticker.now() };
      unsaid.add(begun);
      rest ??= ticker.every(LOOK_EVERY_MS, look);
      return () => {
        unsaid.delete(begun);
        if (unsaid.size > 0) return;
        rest?.();
        rest = undefined;
      };
    },
  };
}

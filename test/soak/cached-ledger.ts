import type { RunReport } from '../../src/domain/report.ts';
import type { EmbeddedLedger } from '../../src/ledger/sqlite-ledger.ts';

/** What is remembered of a read, and what forgets it. */
interface Remembered {
  /** The part of the ledger that it was read from. */
  readonly part: string;
  readonly answer: Promise<unknown>;
}

/**
 * A ledger whose reads are remembered until something is written that they tell of: for speed, since reading is most of
 * what it does.
 *
 * What it hands out is plain data that nobody changes, so that handing out the same again is safe. The report of the last
 * run is kept as it is, and not compressed.
 */
export function cachedLedger(ledger: EmbeddedLedger): EmbeddedLedger {
  const known = new Map<string, Remembered>();
  const read = <T>(name: string, part: string, ask: () => Promise<T>): Promise<T> => {
    const found = known.get(name)?.answer as Promise<T> | undefined;
    if (found !== undefined) return found;
    const answer = ask();
    known.set(name, { part, answer });
    return answer;
  };
  const forget = (part: string): void => {
    for (const [name, one] of known) if (one.part === part) known.delete(name);
  };
  /** What a write may change is forgotten before it: the ledger writes at once, within the call. */
  const write = <T>(parts: readonly string[], pass: () => Promise<T>): Promise<T> => {
    for (const part of parts) forget(part);
    return pass();
  };
  let report: RunReport | undefined;
  const faster: Partial<EmbeddedLedger> = {
    loadUser: (ref) => read(`user ${ref.accountId}/${ref.userId}`, ref.accountId, () => ledger.loadUser(ref)),
    loadAccount: (id) => read(`account ${id}`, id, () => ledger.loadAccount(id)),
    loadReads: (id) => read(`reads ${id}`, 'reads', () => ledger.loadReads(id)),
    runs: (atMost) => read(`runs ${atMost}`, 'runs', () => ledger.runs(atMost)),
    pendingNotices: () => read('notices', 'notices', () => ledger.pendingNotices()),
    save: (lease, now, change) =>
      write([lease.accountId, ...(change.notices === undefined ? [] : ['notices'])], () =>
        ledger.save(lease, now, change),
      ),
    addStandingHold: (hold) => write([hold.accountId], () => ledger.addStandingHold(hold)),
    recordAcceptance: (acceptance) => {
      known.clear();
      return ledger.recordAcceptance(acceptance);
    },
    recordReads: (reads) => write(['reads'], () => ledger.recordReads(reads)),
    recordRun: (summary) => write(['runs'], () => ledger.recordRun(summary)),
    reports: {
      keep: async (given) => {
        report = given;
      },
      last: async () => report,
    },
  };
  return new Proxy(ledger, {
    get: (target, name) => {
      const own: unknown = Reflect.get(faster, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

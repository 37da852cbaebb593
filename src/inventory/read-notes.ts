import type { ReadRecord } from '../domain/read-record.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Notes of what was read, written in portions. */
export interface ReadNotes {
  add(read: ReadRecord): Promise<void>;
  flush(): Promise<void>;
}

/** As many users as an interrupted run reads again at most. */
const PORTION = 100;

/** Writes notes to the ledger; a dry run takes none. */
export function createReadNotes(ledger: Ledger, enforce: boolean): ReadNotes {
  let pending: ReadRecord[] = [];
  const flush = async (): Promise<void> => {
    const portion = pending;
    pending = [];
    if (enforce && portion.length > 0) await ledger.recordReads(portion);
  };
  return {
    add: async (read) => {
      pending.push(read);
      if (pending.length >= PORTION) await flush();
    },
    flush,
  };
}

import { statSync } from 'node:fs';
import type { Host } from '../ports/host.ts';
import type { LedgerPlace } from './ledger-place.ts';

/** Says in the first line of a run which ledger it works with, and whether it begins one. */
export function tellOfLedger(
  host: Host,
  place: LedgerPlace,
  ledger: { readonly isNew: boolean; readonly enforce: boolean },
): void {
  const { path, movesTo } = place;
  if (ledger.isNew && ledger.enforce) {
    const text = `This begins a new ledger, ${path}. Keep it: every grace period is counted from it`;
    host.notify({ code: 'LEDGER_NEW', level: 'warn', text });
  } else if (ledger.isNew) {
    host.notify({ code: 'LEDGER', level: 'info', text: `Ledger ${path}, which does not exist yet` });
  } else if (movesTo !== undefined) {
    const text = `Ledger ${path}, where earlier versions kept it; it is used only in this folder until it is named, or moved to ${movesTo}`;
    host.notify({ code: 'LEDGER', level: 'info', text });
  } else host.notify({ code: 'LEDGER', level: 'info', text: `Ledger ${path}` });
  tellOfReaders(host, place);
}

/** A ledger names users and keys, and says until when nobody touches them: others need not know. */
function tellOfReaders(host: Host, { path }: LedgerPlace): void {
  const others = othersRights(path);
  if (others === undefined) return;
  const text = `The ledger ${path} can be read or written by others (mode ${others}); it names users and keys. Fix: chmod 600 ${path}`;
  host.notify({ code: 'LEDGER_OPEN_TO_OTHERS', level: 'warn', text });
}

/** The mode of a file that others than its owner may use; undefined where it is private, or modes mean nothing. */
function othersRights(path: string): string | undefined {
  const found = process.platform === 'win32' ? undefined : statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || (found.mode & 0o077) === 0) return undefined;
  return (found.mode & 0o777).toString(8);
}

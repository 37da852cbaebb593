import { openLedger as openSqlite } from '../ledger/sqlite-ledger.ts';
import type { Host } from '../ports/host.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Reports } from '../ports/reports.ts';

/** A ledger, and the place where the reports of its runs are kept. */
export interface OpenedLedger {
  readonly ledger: Ledger;
  readonly reports: Reports;
}

/** Which ledger a command wants. */
export interface LedgerRequest {
  /** The file, or `:memory:` for one that is gone with the process. */
  readonly path: string;
  /** What a new ledger becomes, and what an existing one must be; `any` reads either. */
  readonly kind: 'real' | 'rehearsal' | 'any';
  /** The id that a new ledger gets. */
  readonly newId: string;
  readonly access: 'read' | 'write';
  /** Refuses to begin one where there is none. */
  readonly mustExist?: boolean;
  readonly host: Host;
}

/**
 * The one door to the ledger: every command comes through here, the demonstration included.
 *
 * Errors: LEDGER_NOT_FOUND, LEDGER_UNREADABLE, LEDGER_CORRUPT, LEDGER_TOO_NEW, REHEARSAL_LEDGER.
 */
export async function openLedger(request: LedgerRequest): Promise<OpenedLedger> {
  const { path, kind, newId, access, mustExist, host } = request;
  const file = { path, kind, newId, readOnly: access === 'read' };
  const ledger = await openSqlite({ ...file, ...(mustExist === undefined ? {} : { mustExist }) }, { host });
  return { ledger, reports: ledger.reports };
}

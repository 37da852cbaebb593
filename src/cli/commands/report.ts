import { KeyturnError } from '../../domain/errors.ts';
import { openLocalLedger } from '../local-ledger.ts';
import type { CommonOptions } from '../setup.ts';
import { type ReportingOptions, reporter } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `report`. */
export type ReportOptions = CommonOptions & ReportingOptions;

/** `keyturn report`: the latest enforcing run, from the ledger. Exits as that run did. */
export async function reportCommand(options: ReportOptions, terminal: Terminal): Promise<number> {
  const show = await reporter(options, terminal);
  const { ledger, reports, path } = await openLocalLedger(options, terminal, 'read');
  try {
    const report = await reports.last();
    if (report === undefined) {
      throw new KeyturnError({
        code: 'NO_REPORT',
        message: `The ledger ${path} holds no report yet.`,
        next: 'One is kept by each run of every account: keyturn run --enforce. For the state of today: keyturn plan.',
      });
    }
    return await show(report);
  } finally {
    await ledger.close();
  }
}

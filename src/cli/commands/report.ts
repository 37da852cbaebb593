import { randomIds } from '../../app/clocks.ts';
import { KeyturnError } from '../../domain/errors.ts';
import { openLedger } from '../../ledger/sqlite-ledger.ts';
import { terminalHost } from '../host.ts';
import { type CommonOptions, settingsFor } from '../setup.ts';
import { type ReportingOptions, reporter } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `report`. */
export type ReportOptions = CommonOptions & ReportingOptions;

/** `keyturn report`: the latest enforcing run, from the ledger. Exits as that run did. */
export async function reportCommand(options: ReportOptions, terminal: Terminal): Promise<number> {
  const show = await reporter(options, terminal);
  const settings = await settingsFor(options, terminal);
  const ledger = await openLedger(
    {
      path: settings.ledger.path,
      kind: 'any',
      newId: randomIds().next(),
      readOnly: true,
      mustExist: true,
    },
    { host: terminalHost(terminal, { quiet: false }) },
  );
  try {
    const report = await ledger.lastReport();
    if (report === undefined) {
      throw new KeyturnError({
        code: 'NO_REPORT',
        message: `The ledger ${settings.ledger.path} holds no report yet.`,
        next: 'One is kept by each run of every account: keyturn run --enforce. For the state of today: keyturn plan.',
      });
    }
    return await show(report);
  } finally {
    ledger.close();
  }
}

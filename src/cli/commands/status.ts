import { randomIds } from '../../app/clocks.ts';
import { statusJson, statusOf } from '../../app/status.ts';
import { openLedger } from '../../ledger/sqlite-ledger.ts';
import { renderStatus } from '../../report/status.ts';
import { terminalHost } from '../host.ts';
import { accountOption, choiceOption, usage } from '../options.ts';
import { type CommonOptions, settingsFor } from '../setup.ts';
import { document } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `status`. */
export interface StatusOptions extends CommonOptions {
  readonly user?: string;
  readonly account?: string;
  readonly format: string;
  readonly fullIds?: boolean;
}

/** `keyturn status`: the life of one user's or one account's keys, from the ledger alone. */
export async function statusCommand(options: StatusOptions, terminal: Terminal): Promise<number> {
  const output = choiceOption('--format', options.format, ['table', 'json']);
  if (options.user === undefined && options.account === undefined) {
    throw usage('status needs --user or --account.', 'For example: keyturn status --user deploy');
  }
  const settings = await settingsFor(options, terminal);
  const query = {
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.account === undefined ? {} : { accountId: accountOption(options.account) }),
  };
  const ledger = await openLedger(
    {
      path: settings.ledger.path,
      kind: 'any',
      newId: randomIds().next(),
      readOnly: true,
    },
    { host: terminalHost(terminal, { quiet: false }) },
  );
  try {
    const lives = await statusOf(ledger, query);
    const fullIds = options.fullIds === true;
    if (output === 'json') terminal.out(document(statusJson(lives, fullIds)));
    else terminal.out(renderStatus(lives, { paint: terminal.paintOut, fullIds }));
    return 0;
  } finally {
    ledger.close();
  }
}

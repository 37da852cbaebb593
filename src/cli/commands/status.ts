import { machineClock } from '../../app/clocks.ts';
import { statusJson, statusOf } from '../../app/status.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../../domain/memory.ts';
import { type Instant, later } from '../../domain/time.ts';
import type { UserQuery } from '../../ports/ledger.ts';
import { renderStatus } from '../../report/status.ts';
import { standingDocument } from '../../report/status-key.ts';
import { openLocalLedger } from '../local-ledger.ts';
import { accountOption, choiceOption, usage } from '../options.ts';
import type { CommonOptions } from '../setup.ts';
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
  const account = options.account === undefined ? undefined : accountOption(options.account);
  const query = queryOf(options.user, account);
  const { ledger, reports } = await openLocalLedger(options, terminal, 'read');
  try {
    const lives = await statusOf(ledger, query);
    const fullIds = options.fullIds === true;
    const report = await reports.last();
    // A rehearsal's ledger is ahead of this machine.
    const now = later(machineClock().now(), report?.endedAt ?? (0 as Instant));
    const source = { now, ...(report === undefined ? {} : { report }) };
    const standing = (key: KeyRecord, memory: UserMemory) => standingDocument(key, { ...source, memory });
    if (output === 'json') terminal.out(document(statusJson(lives, fullIds, standing)));
    else {
      const { width, paintOut: paint } = terminal;
      terminal.out(renderStatus(lives, { ...source, width, paint, fullIds }));
    }
    return 0;
  } finally {
    await ledger.close();
  }
}

function queryOf(user: string | undefined, accountId: AccountId | undefined): UserQuery {
  if (user !== undefined) return accountId === undefined ? { user } : { user, accountId };
  if (accountId !== undefined) return { accountId };
  throw usage('status needs --user or --account.', 'For example: keyturn status --user deploy');
}

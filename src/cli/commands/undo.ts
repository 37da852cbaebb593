import { undo } from '../../app/undo.ts';
import { maskKeyId } from '../../domain/ids.ts';
import { isoTime } from '../../domain/time.ts';
import { oneLine } from '../../report/line-text.ts';
import { accountOption, durationOption } from '../options.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `undo`. */
export interface UndoOptions extends CommonOptions {
  readonly user: string;
  readonly account?: string;
  readonly key?: string;
  readonly for?: string;
}

/** `keyturn undo`: reactivates a key, and Keyturn does not touch it then. */
export async function undoCommand(options: UndoOptions, terminal: Terminal): Promise<number> {
  const request = {
    user: options.user,
    ...(options.account === undefined ? {} : { accountId: accountOption(options.account) }),
    ...(options.key === undefined ? {} : { key: options.key }),
    ...(options.for === undefined ? {} : { length: durationOption('--for', options.for) }),
  };
  const parts = await partsFor(options, terminal, true, { ledgerMustExist: true });
  try {
    const { key, hold } = await undo(parts, request);
    const until =
      hold.until === undefined
        ? `until it is released with: keyturn resolve --account ${key.accountId} --user ${key.userName} --release --reason TEXT`
        : `until ${isoTime(hold.until)}`;
    terminal.out(
      `${terminal.paintOut.green('✓')} ${oneLine(`Key ${maskKeyId(key.keyId)} of ${key.userName} (${key.accountId}) is active again, and held ${until}`)}\n`,
    );
    return 0;
  } finally {
    await parts.ledger.close();
  }
}

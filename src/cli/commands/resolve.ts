import { userInfo } from 'node:os';
import { machineClock, randomIds, shiftTo } from '../../app/clocks.ts';
import { type ResolveRequest, resolve } from '../../app/resolve.ts';
import { openLedger } from '../../ledger/sqlite-ledger.ts';
import { terminalHost } from '../host.ts';
import { accountOption, instantOption, usage } from '../options.ts';
import { type CommonOptions, settingsFor } from '../setup.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `resolve`. */
export interface ResolveOptions extends CommonOptions {
  readonly user: string;
  readonly account?: string;
  readonly key?: string;
  readonly keep?: string;
  readonly ownerHasSecret?: boolean;
  readonly release?: boolean;
  readonly extend?: string;
  readonly reason: string;
  readonly by?: string;
}

/** `keyturn resolve`: records a person's decision about a hold. Writes the ledger, not AWS. */
export async function resolveCommand(options: ResolveOptions, terminal: Terminal): Promise<number> {
  if (options.reason.trim() === '')
    throw usage('--reason is empty.', 'Say why, in a few words; it is kept in the ledger.');
  const settings = await settingsFor(options, terminal);
  const request: ResolveRequest = {
    user: options.user,
    order: orderOf(options),
    by: options.by ?? userInfo().username,
    reason: options.reason,
    ...(options.account === undefined ? {} : { accountId: accountOption(options.account) }),
    ...(options.key === undefined ? {} : { key: options.key }),
  };
  const ids = randomIds();
  const rehearsal = options.now === undefined ? undefined : instantOption('--now', options.now);
  const ledger = await openLedger(
    {
      path: settings.ledger.path,
      kind: rehearsal === undefined ? 'real' : 'rehearsal',
      newId: ids.next(),
      mustExist: true,
    },
    { host: terminalHost(terminal, { quiet: false }) },
  );
  try {
    const { text } = await resolve(
      { ledger, clock: machineClock(rehearsal === undefined ? 0 : shiftTo(rehearsal)), ids },
      request,
    );
    terminal.out(`${terminal.paintOut.green('✓')} ${text}\n`);
    return 0;
  } finally {
    ledger.close();
  }
}

function orderOf(options: ResolveOptions): ResolveRequest['order'] {
  const given = [options.keep !== undefined, options.release === true, options.extend !== undefined].filter(
    Boolean,
  );
  if (given.length !== 1) {
    throw usage(
      'Exactly one of --keep KEY, --release and --extend DATE is needed.',
      'For example: keyturn resolve --user deploy --release --reason "application moved"',
    );
  }
  const { keep, ownerHasSecret = false } = options;
  if (keep !== undefined) return { kind: 'keep', key: keep, ownerHasSecret };
  if (ownerHasSecret)
    throw usage(
      '--owner-has-secret goes with --keep.',
      'Name the key that stays: --keep KEY --owner-has-secret',
    );
  if (options.extend !== undefined)
    return { kind: 'extend', until: instantOption('--extend', options.extend) };
  return { kind: 'release' };
}

import { userInfo } from 'node:os';
import { type ResolveRequest, resolve } from '../../app/resolve.ts';
import { oneLine } from '../../report/line-text.ts';
import { openLocalLedger } from '../local-ledger.ts';
import { accountOption, instantOption, usage } from '../options.ts';
import type { CommonOptions } from '../setup.ts';
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
  const request: ResolveRequest = {
    user: options.user,
    order: orderOf(options),
    by: options.by ?? userInfo().username,
    reason: options.reason,
    ...(options.account === undefined ? {} : { accountId: accountOption(options.account) }),
    ...(options.key === undefined ? {} : { key: options.key }),
  };
  const { ledger, clock, ids } = await openLocalLedger(options, terminal, 'write');
  try {
    const { text } = await resolve({ ledger, clock, ids }, request);
    terminal.out(`${terminal.paintOut.green('✓')} ${oneLine(text)}\n`);
    return 0;
  } finally {
    await ledger.close();
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

import { forceRotation } from '../../app/force.ts';
import { watchInterrupts } from '../interrupt.ts';
import { accountOption } from '../options.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import { type ReportingOptions, reporter } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `force`. */
export interface ForceOptions extends CommonOptions, Omit<ReportingOptions, 'region'> {
  readonly user: string;
  readonly account?: string;
  readonly key?: string;
  readonly reason: string;
  readonly enforce?: boolean;
}

/** `keyturn force`: replaces one user's keys now, whatever their age. */
export async function forceCommand(options: ForceOptions, terminal: Terminal): Promise<number> {
  const show = await reporter(options, terminal);
  const { user, account, key, reason: why, enforce = false } = options;
  const request = {
    user,
    why,
    enforce,
    ...(account === undefined ? {} : { accountId: accountOption(account) }),
    ...(key === undefined ? {} : { key }),
  };
  const stop = new AbortController();
  const parts = await partsFor(options, terminal, enforce, { stop: stop.signal });
  const interrupts = watchInterrupts(terminal, parts.settings.concurrency.requestTimeout, stop);
  try {
    const report = await forceRotation(parts, request);
    return await show(report);
  } finally {
    interrupts.close();
    await parts.ledger.close();
  }
}

import { applyPlan } from '../../app/apply.ts';
import { watchInterrupts } from '../interrupt.ts';
import { planFrom } from '../read-plan.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import { type ReportingOptions, reporter } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `apply`. */
export interface ApplyOptions extends CommonOptions, Omit<ReportingOptions, 'region'> {
  readonly enforce?: boolean;
}

/** `keyturn apply`: does what a saved plan holds and what is still due. */
export async function applyCommand(path: string, options: ApplyOptions, terminal: Terminal): Promise<number> {
  const show = await reporter(options, terminal);
  const plan = await planFrom(path);
  const enforce = options.enforce === true;
  const stop = new AbortController();
  const parts = await partsFor({ ...options, plan: path }, terminal, enforce, { stop: stop.signal });
  const interrupts = watchInterrupts(terminal, parts.settings.concurrency.requestTimeout, stop);
  try {
    const report = await applyPlan(parts, { plan, path, enforce });
    return await show(report);
  } finally {
    interrupts.close();
    await parts.ledger.close();
  }
}

import { planDocument, planText } from '../../app/plan-file.ts';
import { runOnce } from '../../app/run.ts';
import { isoTime } from '../../domain/time.ts';
import { assertWritable, writeOutput } from '../files.ts';
import { watchInterrupts } from '../interrupt.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import { type ReportingOptions, reporter } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `plan` and `run`. */
export interface RunCommandOptions extends CommonOptions, Omit<ReportingOptions, 'region'> {
  readonly enforce?: boolean;
  readonly save?: string;
}

/** `keyturn plan` and `keyturn run`: read, plan, and with `--enforce` act; print what came of it. */
export async function runCommand(options: RunCommandOptions, terminal: Terminal): Promise<number> {
  const show = await reporter(options, terminal);
  const { save, enforce = false } = options;
  if (save !== undefined) await assertWritable(save);
  const parts = await partsFor(options, terminal, enforce);
  const interrupts = watchInterrupts(terminal);
  try {
    const report = await runOnce({ ...parts, interrupted: interrupts.interrupted }, { enforce });
    const exitCode = await show(report);
    if (save !== undefined) {
      const { planExpiry } = parts.settings.safety;
      const plan = planDocument(report, { expiry: planExpiry, ledgerIsNew: parts.ledger.isNew });
      await writeOutput(save, planText(plan));
      const until = isoTime(plan.expiresAt);
      terminal.err(`Saved ${save}, good until ${until}. To carry it out: keyturn apply ${save} --enforce\n`);
    }
    return exitCode;
  } finally {
    interrupts.close();
    parts.ledger.close();
  }
}

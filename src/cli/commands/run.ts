import { planDocument, planText } from '../../app/plan-file.ts';
import type { RunParts } from '../../app/run/parts.ts';
import { runOnce } from '../../app/run/run-once.ts';
import type { RunReport } from '../../domain/report.ts';
import { isoTime } from '../../domain/time.ts';
import { assertWritable, attemptAll, writeOutput } from '../files.ts';
import { watchInterrupts } from '../interrupt.ts';
import { type NarrowingOptions, narrowingOf } from '../narrowing.ts';
import { choiceOption } from '../options.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import { type ReportingOptions, reporter } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Whom to read: who may have something due, or everybody. */
const READING = ['as-needed', 'all'] as const;

/** Options of `plan` and `run`. */
export interface RunCommandOptions extends CommonOptions, NarrowingOptions, Omit<ReportingOptions, 'region'> {
  readonly enforce?: boolean;
  readonly save?: string;
  readonly read?: string;
}

/** `keyturn plan` and `keyturn run`: read, plan, and with `--enforce` act; print what came of it. */
export async function runCommand(options: RunCommandOptions, terminal: Terminal): Promise<number> {
  const show = await reporter(options, terminal);
  const { save, enforce = false, read = 'as-needed' } = options;
  const readAll = choiceOption('--read', read, READING) === 'all';
  if (save !== undefined) await assertWritable(save);
  const stop = new AbortController();
  const parts = await partsFor(options, terminal, enforce, { stop: stop.signal });
  const interrupts = watchInterrupts(terminal, parts.settings.concurrency.requestTimeout, stop);
  try {
    const report = await runOnce(parts, { enforce, readAll, ...narrowingOf(options) });
    let exitCode: number = report.exitCode;
    // A page that cannot be written must not take the plan with it.
    await attemptAll(
      async () => {
        exitCode = await show(report);
      },
      async () => {
        if (save !== undefined) await savePlan(save, { report, parts, terminal });
      },
    );
    return exitCode;
  } finally {
    interrupts.close();
    await parts.ledger.close();
  }
}

async function savePlan(
  path: string,
  made: { readonly report: RunReport; readonly parts: RunParts; readonly terminal: Terminal },
): Promise<void> {
  const { report, parts, terminal } = made;
  const { planExpiry } = parts.settings.safety;
  const plan = planDocument(report, { expiry: planExpiry, ledgerIsNew: parts.ledger.isNew });
  await writeOutput(path, planText(plan));
  const until = isoTime(plan.expiresAt);
  const how = plan.rehearsal
    ? `It is of a rehearsal: apply it with the same --now, to a simulated AWS.`
    : `To carry it out: keyturn apply ${path} --enforce`;
  terminal.err(`Saved ${path}, valid until ${until}. ${how}\n`);
}

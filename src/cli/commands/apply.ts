import { readFile } from 'node:fs/promises';
import { applyPlan } from '../../app/apply.ts';
import { readPlan } from '../../app/plan-file.ts';
import { KeyturnError } from '../../domain/errors.ts';
import { watchInterrupts } from '../interrupt.ts';
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
  const plan = readPlan(await textOf(path), path);
  const enforce = options.enforce === true;
  const parts = await partsFor(options, terminal, enforce);
  const interrupts = watchInterrupts(terminal);
  try {
    const report = await applyPlan(
      { ...parts, interrupted: interrupts.interrupted },
      { plan, path, enforce },
    );
    return await show(report);
  } finally {
    interrupts.close();
    parts.ledger.close();
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new KeyturnError({
      code: 'PLAN_UNREADABLE',
      message: `The plan ${path} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'error'}).`,
      next: 'Give a file that keyturn plan --save FILE has written.',
      cause: error,
    });
  }
}

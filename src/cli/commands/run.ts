import { open, writeFile } from 'node:fs/promises';
import { runOnce } from '../../app/run.ts';
import { KeyturnError } from '../../domain/errors.ts';
import type { RunReport } from '../../domain/report.ts';
import { renderHtml } from '../../report/html.ts';
import { reportJson } from '../../report/json.ts';
import { renderTable } from '../../report/table.ts';
import { choiceOption } from '../options.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `plan` and `run`. */
export interface RunOptions extends CommonOptions {
  readonly output: string;
  readonly fullIds?: boolean;
  readonly report?: string;
  readonly enforce?: boolean;
}

/** `keyturn plan` and `keyturn run`: read, plan, and with `--enforce` act; print what came of it. */
export async function runCommand(options: RunOptions, terminal: Terminal): Promise<number> {
  const output = choiceOption('--output', options.output, ['table', 'json']);
  const enforce = options.enforce === true;
  // Found out now, and not after AWS was changed.
  if (options.report !== undefined) await assertWritable(options.report);
  const parts = await partsFor(options, terminal, enforce);
  try {
    const report = await runOnce(parts, { enforce });
    const fullIds = options.fullIds === true;
    if (output === 'json') terminal.out(`${JSON.stringify(reportJson(report, { fullIds }), undefined, 2)}\n`);
    else terminal.out(renderTable(report, { width: terminal.width, painter: terminal.paintOut, fullIds }));
    if (options.report !== undefined) await writeReport(options.report, report, fullIds);
    return report.exitCode;
  } finally {
    parts.ledger.close();
  }
}

/** Writes the page, or says why it cannot be written. */
export async function writeReport(path: string, report: RunReport, fullIds: boolean): Promise<void> {
  await writeOutput(path, renderHtml(report, { fullIds }));
}

/** Makes sure that a file can be written, without touching what is in it. Errors: OUTPUT_NOT_WRITABLE. */
export async function assertWritable(path: string): Promise<void> {
  await writeSafely(path, async () => await (await open(path, 'a', 0o600)).close());
}

/** Writes a file that a person asked for. Errors: OUTPUT_NOT_WRITABLE. */
export async function writeOutput(path: string, text: string): Promise<void> {
  await writeSafely(path, async () => await writeFile(path, text, { mode: 0o600 }));
}

async function writeSafely(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new KeyturnError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `The file ${path} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'error'}).`,
      next: 'Give a path in a folder that exists and that you may write to.',
      cause: error,
    });
  }
}

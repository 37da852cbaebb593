import type { RunReport } from '../domain/report.ts';
import { reportAsff } from '../report/asff.ts';
import { reportCsv } from '../report/csv.ts';
import { renderHtml } from '../report/html.ts';
import { reportJson } from '../report/json.ts';
import { jsonLines, jsonText } from '../report/json-text.ts';
import { reportOcsf } from '../report/ocsf.ts';
import { renderTable } from '../report/table.ts';
import { exitCodeOf, failOnOption } from './fail-on.ts';
import { assertWritable, writeOutput } from './files.ts';
import { choiceOption } from './options.ts';
import { RUN_FORMATS } from './program/words.ts';
import type { Terminal } from './terminal.ts';

/** How a command shows a run: on standard output in a format, and as a page. */
export interface ReportingOptions {
  readonly format: string;
  readonly report?: string;
  readonly fullIds?: boolean;
  readonly region?: string;
  readonly failOn?: readonly string[];
}

/**
 * Shows reports as the options ask for, after everything that can be wrong with them was found. Gives what
 * the command exits with.
 */
export async function reporter(
  options: ReportingOptions,
  terminal: Terminal,
): Promise<(report: RunReport) => Promise<number>> {
  const format = choiceOption('--format', options.format, RUN_FORMATS);
  const failOn = failOnOption(options.failOn);
  // Found out now, and not after AWS was changed.
  if (options.report !== undefined) await assertWritable(options.report);
  const fullIds = options.fullIds === true;
  return async (report) => {
    terminal.out(textOf(report, { ...options, format, fullIds }, terminal));
    if (options.report !== undefined) await writeOutput(options.report, renderHtml(report, { fullIds }));
    return exitCodeOf(report, failOn, terminal);
  };
}

function textOf(
  report: RunReport,
  options: {
    readonly format: (typeof RUN_FORMATS)[number];
    readonly fullIds: boolean;
    readonly region?: string;
  },
  terminal: Terminal,
): string {
  const { fullIds, region } = options;
  switch (options.format) {
    case 'json':
      return document(reportJson(report, { fullIds }));
    case 'csv':
      return reportCsv(report, { fullIds });
    case 'asff':
      return jsonLines(reportAsff(report, { fullIds, ...regionOf(region, terminal) }));
    case 'ocsf':
      return jsonLines(reportOcsf(report, { fullIds }));
    case 'table':
      return renderTable(report, { width: terminal.width, painter: terminal.paintOut, fullIds });
  }
}

/** The Region of the run, which is where its findings go. */
function regionOf(region: string | undefined, { env }: Terminal): { readonly region?: string } {
  const found = region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  return found === undefined || found === '' ? {} : { region: found };
}

/** A JSON document for people and programs. */
export function document(value: unknown): string {
  return `${jsonText(value)}\n`;
}

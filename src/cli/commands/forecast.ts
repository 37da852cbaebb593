import { forecast } from '../../app/forecast.ts';
import { renderForecastHtml } from '../../report/forecast-html.ts';
import { forecastJson } from '../../report/forecast-json.ts';
import { renderForecastTable } from '../../report/forecast-table.ts';
import { assertWritable, writeOutput } from '../files.ts';
import { type NarrowingOptions, narrowingOf } from '../narrowing.ts';
import { choiceOption, countOption } from '../options.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import { document } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `forecast`. */
export interface ForecastOptions extends CommonOptions, NarrowingOptions {
  readonly days: string;
  readonly assumeNotices?: boolean;
  readonly format: string;
  readonly report?: string;
  readonly fullIds?: boolean;
}

const MOST_DAYS = 730;

/** `keyturn forecast`: the coming days, by the same planner. */
export async function forecastCommand(options: ForecastOptions, terminal: Terminal): Promise<number> {
  const format = choiceOption('--format', options.format, ['table', 'json']);
  const days = countOption('--days', options.days, { least: 1, most: MOST_DAYS });
  if (options.report !== undefined) await assertWritable(options.report);
  const parts = await partsFor(options, terminal, false);
  try {
    const result = await forecast(parts, days, {
      assumeNotices: options.assumeNotices === true,
      ...narrowingOf(options),
    });
    const fullIds = options.fullIds === true;
    if (format === 'json') terminal.out(document(forecastJson(result, { fullIds })));
    else {
      const { width, paintOut: painter } = terminal;
      terminal.out(renderForecastTable(result, { width, painter, fullIds }));
    }
    if (options.report !== undefined)
      await writeOutput(options.report, renderForecastHtml(result, { fullIds }));
    return result.unread + result.unreadAccounts > 0 ? 2 : 0;
  } finally {
    await parts.ledger.close();
  }
}

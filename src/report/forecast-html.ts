import type { Forecast } from '../domain/forecast.ts';
import { isoTime } from '../domain/time.ts';
import type { KeyNaming } from '../messages/key-name.ts';
import { counted } from '../messages/wording.ts';
import { accountsSection } from './forecast/accounts.ts';
import { assumptionsSection } from './forecast/assumptions.ts';
import { daysSection } from './forecast/days.ts';
import { forecastHeadline } from './forecast/headline.ts';
import { forecastHoldsSection } from './forecast/holds.ts';
import { markup } from './html/markup.ts';
import { htmlPage } from './html/page.ts';

/** How a forecast is written. */
export interface ForecastHtmlOptions extends KeyNaming {
  readonly title?: string;
}

/**
 * The forecast as one self-contained HTML page, in the same shell as the report: no network, everything escaped.
 *
 * The same forecast gives the same page, byte for byte.
 */
export function renderForecastHtml(forecast: Forecast, options: ForecastHtmlOptions = {}): string {
  const { title = `Access keys: the next ${counted(forecast.days, 'day')}`, fullIds = false } = options;
  const sections = [
    forecastHoldsSection(forecast, { fullIds }),
    daysSection(forecast, { fullIds }),
    accountsSection(forecast),
    assumptionsSection(forecast),
  ].filter((section) => section !== undefined);
  return htmlPage({
    documentTitle: title,
    header: forecastHeadline(forecast, title),
    sections,
    footer: markup`<p>Made at ${isoTime(forecast.madeAt)} by the planner that the runs use; nothing was changed. Times are in UTC. Access keys are named by their last four characters unless asked otherwise.</p>
`,
  });
}

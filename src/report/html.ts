import type { RunReport } from '../domain/report.ts';
import { isoTime } from '../domain/time.ts';
import { totalsOf } from '../domain/totals.ts';
import type { KeyNaming } from '../messages/key-name.ts';
import { adviceSection } from './html/advice.ts';
import { agesSection } from './html/ages.ts';
import { changesSection } from './html/changes.ts';
import { coverageSection } from './html/coverage.ts';
import { exemptionsSection } from './html/exemptions.ts';
import { failuresSection } from './html/failures.ts';
import { headline } from './html/headline.ts';
import { holdsSection } from './html/holds.ts';
import { keysSection } from './html/keys.ts';
import { lostKeysSection } from './html/lost-keys.ts';
import { type Markup, markup } from './html/markup.ts';
import { htmlPage } from './html/page.ts';
import { refusedSection } from './html/refused.ts';
import { trendSection } from './html/trend.ts';
import { upcomingSection } from './html/upcoming.ts';
import type { PageView, Section } from './html/view.ts';
import { verdictOf } from './verdict.ts';

/** How a page is written. */
export interface HtmlOptions extends KeyNaming {
  readonly title?: string;
}

/** The sections of the page in order: what needs somebody comes first. docs/report.md tells what each means. */
const SECTIONS: readonly ((view: PageView) => Section | undefined)[] = [
  holdsSection,
  lostKeysSection,
  failuresSection,
  changesSection,
  agesSection,
  upcomingSection,
  keysSection,
  coverageSection,
  trendSection,
  exemptionsSection,
  adviceSection,
  refusedSection,
];

/**
 * The report as one self-contained HTML page: no network, readable on a phone, in the dark and on paper.
 *
 * The same report gives the same page, byte for byte. Every value in it is escaped.
 */
export function renderHtml(report: RunReport, options: HtmlOptions = {}): string {
  const { title = 'Access keys of the organization', fullIds = false } = options;
  const totals = totalsOf(report);
  const verdict = verdictOf(report, totals);
  const view: PageView = { report, totals, verdict, title, fullIds, now: report.endedAt };
  return htmlPage({
    documentTitle: `${title}: ${verdict.word}`,
    header: headline(view),
    sections: SECTIONS.map((section) => section(view)).filter((section) => section !== undefined),
    footer: footer(view),
  });
}

function footer({ report }: PageView): Markup {
  return markup`<p>Run <code>${report.runId}</code>, ${isoTime(report.startedAt)} to ${isoTime(report.endedAt)}, as <code>${report.caller.arn}</code>, ledger <code>${report.ledgerId}</code>.</p>
<p>Times are in UTC. Access keys are named by their last four characters unless asked otherwise; secrets are never shown.</p>
`;
}

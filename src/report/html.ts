import type { RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import { isoTime } from '../domain/time.ts';
import type { KeyNaming } from '../messages/key-name.ts';
import { agesSection } from './html/ages.ts';
import { changesSection } from './html/changes.ts';
import { coverageSection } from './html/coverage.ts';
import { htmlDocument } from './html/document.ts';
import { failuresSection } from './html/failures.ts';
import { headline } from './html/headline.ts';
import { personSection, waitingSection } from './html/holds.ts';
import { keysSection } from './html/keys.ts';
import { type Markup, markup } from './html/markup.ts';
import { trendSection } from './html/trend.ts';
import { upcomingSection } from './html/upcoming.ts';
import type { PageView, Section } from './html/view.ts';
import { totalsOf } from './totals.ts';
import { verdictOf } from './verdict.ts';

/** What a page shows besides its report. */
export interface HtmlOptions extends KeyNaming {
  /** Past runs, for the trend; in any order. */
  readonly history?: readonly RunSummary[];
  readonly title?: string;
}

/** The sections of the page in order: what needs somebody comes first. */
const SECTIONS: readonly ((view: PageView) => Section | undefined)[] = [
  personSection,
  failuresSection,
  waitingSection,
  changesSection,
  upcomingSection,
  agesSection,
  trendSection,
  coverageSection,
  keysSection,
];

/**
 * The report as one self-contained HTML page: no network, readable on a phone, in the dark and on paper.
 *
 * The same report gives the same page, byte for byte. Every value in it is escaped.
 */
export function renderHtml(report: RunReport, options: HtmlOptions = {}): string {
  const { history = [], title = 'Access keys of the organization', fullIds = false } = options;
  const totals = totalsOf(report);
  const verdict = verdictOf(report, totals);
  const view: PageView = { report, totals, verdict, history, title, fullIds, now: report.endedAt };
  const sections = SECTIONS.map((section) => section(view)).filter((section) => section !== undefined);
  return htmlDocument(
    `${title}: ${verdict.word}`,
    markup`<a class="skip" href="#content">Skip to the report</a>
<div class="frame">
${headline(view)}${contents(sections)}<main id="content">
${sections.map(sectionMarkup)}</main>
${footer(view)}</div>
`,
  );
}

function contents(sections: readonly Section[]): Markup {
  const links = sections.map(
    ({ id, title, count }) => markup`<li><a href="#${id}">${title}</a>${countMark(count, 'small')}</li>
`,
  );
  return markup`<nav aria-label="Contents"><ul>
${links}</ul></nav>
`;
}

function sectionMarkup({ id, title, count, content }: Section): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${countMark(count, 'span')}</h2>
${content}
</section>
`;
}

function countMark(count: number | undefined, element: 'small' | 'span'): Markup | undefined {
  if (count === undefined) return undefined;
  return element === 'small' ? markup` <small>${count}</small>` : markup`<span class="count">${count}</span>`;
}

function footer({ report }: PageView): Markup {
  return markup`<footer>
<p>Run <code>${report.runId}</code>, ${isoTime(report.startedAt)} to ${isoTime(report.endedAt)}, as <code>${report.caller.arn}</code>, ledger <code>${report.ledgerId}</code>.</p>
<p>Times are in UTC. Access keys are named by their last four characters unless asked otherwise; secrets are never shown.</p>
</footer>
`;
}

import type { ReportedDecision, RunReport } from '../../domain/report.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import { DAY, type Instant, isoDay, spokenDuration } from '../../domain/time.ts';
import { type KeyNaming, keyName } from '../../messages/key-name.ts';
import { reasonText } from '../../messages/reason-text.ts';
import type { Totals } from '../totals.ts';
import type { Verdict } from '../verdict.ts';
import { type Markup, markup } from './markup.ts';

/** What every section of the page is made from. */
export interface PageView extends KeyNaming {
  readonly report: RunReport;
  readonly totals: Totals;
  readonly verdict: Verdict;
  readonly history: readonly RunSummary[];
  readonly title: string;
  /** The time that ages are counted to: the end of the run. */
  readonly now: Instant;
}

/** One section of the page; without content, it and its link are left out. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title and in the contents. */
  readonly count?: number;
  readonly content: Markup;
}

/** A key as the page names it. */
export function keyMark(decision: ReportedDecision, view: PageView): Markup {
  return markup`<code class="key">${keyName(decision.keyId, view)}</code>`;
}

/** A day, with the whole time for machines. */
export function dayMark(at: Instant): Markup {
  return markup`<time datetime="${new Date(at).toISOString()}">${isoDay(at)}</time>`;
}

/** A reason in words, with its identifier for those who look it up. */
export function reasonMark(decision: ReportedDecision): Markup {
  const { label, meaning } = reasonText(decision.reason);
  return markup`<span title="${meaning}">${label}</span> <small class="code">${breakable(decision.reason)}</small>`;
}

/** An identifier that may be broken behind its underscores, where a column is narrow. */
export function breakable(identifier: string): Markup {
  const parts = identifier.split('_');
  return markup`${parts.map((part, index) => (index === 0 ? part : markup`_<wbr>${part}`))}`;
}

/** A length of time in days, or in hours when it is shorter. */
export function ageMark(age: number | undefined): string {
  if (age === undefined) return 'not known';
  return age < DAY ? 'under a day' : spokenDuration(age);
}

/** An account by name and id; by its id alone when it has no other name. */
export function accountMark(name: string, accountId: string): Markup {
  if (name === accountId) return markup`${accountId}`;
  return markup`${name} <small class="code">${accountId}</small>`;
}

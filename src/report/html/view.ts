import type { AccessKeyId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/reason.ts';
import type { RunReport } from '../../domain/report.ts';
import { DAY, type Instant, isoDay, spokenDuration } from '../../domain/time.ts';
import type { Totals } from '../../domain/totals.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../../messages/key-name.ts';
import { reasonText } from '../../messages/reason-text.ts';
import type { Verdict } from '../verdict.ts';
import { type Markup, markup } from './markup.ts';

/** What every section of the page is made from. */
export interface PageView extends KeyNaming {
  readonly report: RunReport;
  readonly totals: Totals;
  readonly verdict: Verdict;
  readonly title: string;
  /** The time that ages are counted to: the end of the run. */
  readonly now: Instant;
}

/** One section of a page; without content, it and its link are left out. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title and in the contents. */
  readonly count?: number;
  readonly content: Markup;
}

/** A key as the page names it; in a forecast also one that does not exist yet. */
export function keyMark(keyId: AccessKeyId, naming: KeyNaming): Markup {
  if (keyId.startsWith('new-')) return markup`<i class="key">new key</i>`;
  return markup`<code class="key">${keyName(keyId, naming)}</code>`;
}

/** A day, with the whole time for machines. */
export function dayMark(at: Instant): Markup {
  return markup`<time datetime="${new Date(at).toISOString()}">${isoDay(at)}</time>`;
}

/** A reason in words, with its identifier for those who look it up. */
export function reasonMark(reason: Reason): Markup {
  const { label, meaning } = reasonText(reason);
  return markup`<span title="${meaning}">${label}</span> <small class="code">${breakable(reason)}</small>`;
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

/** Whole days, for columns of numbers; `?` for what is not known. */
export function dayCount(length: number | undefined): string {
  return length === undefined ? '?' : String(Math.floor(length / DAY));
}

/** An account by name and id; by its id alone when it has no other name. */
export function accountMark(name: string, accountId: string): Markup {
  if (name === accountId) return markup`<span class="id">${accountId}</span>`;
  return markup`${name} <small class="code">${accountId}</small>`;
}

/** Text that somebody else wrote, such as an administrator or AWS: key ids in it are masked like all others. */
export function foreign(text: string, naming: KeyNaming): string {
  return withMaskedKeys(text, naming);
}

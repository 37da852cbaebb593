import { spokenDuration } from '../../domain/time.ts';
import { keyName } from '../../messages/key-name.ts';
import { unreadText } from '../../messages/unread-text.ts';
import { counted } from '../../messages/wording.ts';
import { overLimitText } from '../verdict.ts';
import { ageHistogram } from './age-histogram.ts';
import { type Markup, markup } from './markup.ts';
import { overLimitTable } from './over-limit.ts';
import { ageMark, type PageView, type Section } from './view.ts';
import { agesByReport, type KeyAge, type WorkingKey, workingKeys } from './working-keys.ts';

/** How many limits are named one by one. */
const NAMED_LIMITS = 4;

/** Ages of the keys that work, each against its own limit: the distribution, and the keys past it by name. */
export function agesSection(view: PageView): Section {
  const read = workingKeys(view);
  const keys: readonly KeyAge[] = [...read, ...agesByReport(view)];
  const over = read.filter((key) => key.over);
  const unread = unreadText(view.report.byReport ?? [], view.report.enforce);
  const none = markup`<p class="empty">No active key has a known age and limit.</p>`;
  return {
    id: 'ages',
    title: 'Key ages',
    content:
      keys.length === 0
        ? none
        : markup`<p class="lede">${summary(view, read, keys)}</p>
<p class="note">${limitsText(keys)}${unknownText(view, keys)}${unread === undefined ? '' : ` ${unread}`}</p>
${ageHistogram(keys)}${overLimitTable(over, view)}`,
  };
}

function summary(view: PageView, read: readonly WorkingKey[], keys: readonly KeyAge[]): Markup {
  const near = keys.filter(({ share }) => share >= 0.75 && share < 1).length;
  const nearText =
    near === 0 ? '' : ` ${counted(near, 'more has', 'more have')} used up three quarters of it.`;
  const [first] = read;
  if (first === undefined) return markup`<strong>${overLimitText(view.totals)}.</strong>${nearText}`;
  const oldest = read.reduce((found, key) => (key.age > found.age ? key : found), first);
  const which = read.length === keys.length ? 'The oldest' : 'The oldest that was read';
  return markup`<strong>${overLimitText(view.totals)}.</strong>${nearText} ${which}, ${keyName(oldest.decision.keyId, view)} of ${oldest.decision.userName}, is ${ageMark(oldest.age)} old.`;
}

/** The picture shows what is known; the numbers of the report count all. */
function unknownText({ totals }: PageView, keys: readonly KeyAge[]): string {
  const unknown = totals.activeKeys - keys.length;
  return unknown === 0
    ? ''
    : ` ${counted(unknown, 'further active key')} of unknown age or limit ${unknown === 1 ? 'is' : 'are'} not shown.`;
}

/** Which limits there are: an override or a tag can give users a limit of their own. */
function limitsText(keys: readonly KeyAge[]): string {
  const limits = [...Map.groupBy(keys, ({ limit }) => limit)].sort(
    (a, b) => b[1].length - a[1].length || a[0] - b[0],
  );
  const [only] = limits;
  if (limits.length === 1 && only !== undefined)
    return `All have the same limit: ${spokenDuration(only[0])}.`;
  const named = limits
    .slice(0, NAMED_LIMITS)
    .map(([limit, all]) => `${spokenDuration(limit)} for ${counted(all.length, 'key')}`);
  const others = limits.slice(NAMED_LIMITS);
  const rest = others.reduce((sum, [, all]) => sum + all.length, 0);
  const more = others.length === 0 ? '' : `, others for ${counted(rest, 'key')}`;
  return `Limits differ: ${named.join(', ')}${more}. Each key is measured against its own.`;
}

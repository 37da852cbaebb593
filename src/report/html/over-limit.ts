import { isExempt } from '../../domain/key-facts.ts';
import { outcomeLabel } from '../../messages/outcome-text.ts';
import { byText } from '../ordering.ts';
import { decisionTone } from './decision-tone.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, dayCount, keyMark, type PageView, reasonMark } from './view.ts';
import type { WorkingKey } from './working-keys.ts';

/** How many keys are called out by name; the table of all keys has the others. */
const NAMED = 12;

/** What the filter of the table of all keys calls a key past its limit. */
export const OVER_LIMIT_MARK = 'over the limit';

/** The keys furthest past their limit, and what becomes of each: a key past its limit without a plan would be the finding. */
export function overLimitTable(over: readonly WorkingKey[], view: PageView): Markup | undefined {
  if (over.length === 0) return undefined;
  const exempt = over.filter(({ decision }) => isExempt(decision)).length;
  const named = [...over].sort(byExcess).slice(0, NAMED);
  const rows = named.map(({ decision, age, limit }): Row => {
    const tone = decisionTone(decision);
    return {
      tone,
      cells: [
        decision.userName,
        accountMark(decision.accountName, decision.accountId),
        keyMark(decision.keyId, view),
        dayCount(age - limit),
        dayCount(age),
        dayCount(limit),
        markup`<span class="pill ${tone}">${outcomeLabel(decision)}</span>`,
        reasonMark(decision.reason),
      ],
    };
  });
  const columns = [
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name' },
    { title: 'Key' },
    { title: 'Days over', kind: 'number' },
    { title: 'Age', kind: 'number' },
    { title: 'Limit', kind: 'number' },
    { title: 'Action' },
    { title: 'Why', kind: 'name' },
  ] as const;
  const which = over.length > named.length ? `The ${NAMED} furthest past it` : 'All of them';
  const caption = `${which}${exempt === 0 ? '' : ', exempt ones last'}; in days`;
  const all =
    over.length > named.length
      ? markup`<p class="note"><a href="#keys" data-show="mark=${OVER_LIMIT_MARK}&amp;sort=-age">All ${over.length} keys past their limit</a></p>`
      : undefined;
  return markup`<h3>Past their limit<span class="count">${over.length}</span></h3>
${table({ caption, columns, rows, name: 'over' })}${all}`;
}

/** An exemption is decided on elsewhere: what nobody has allowed comes first. */
function byExcess(a: WorkingKey, b: WorkingKey): number {
  return (
    Number(isExempt(a.decision)) - Number(isExempt(b.decision)) ||
    b.age - b.limit - (a.age - a.limit) ||
    byText(a.decision.keyId, b.decision.keyId)
  );
}

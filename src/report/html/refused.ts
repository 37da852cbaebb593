import type { RefusedDecision } from '../../domain/report.ts';
import { actionText } from '../../messages/action-text.ts';
import { counted, sentence } from '../../messages/wording.ts';
import { byText } from '../ordering.ts';
import { markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, dayMark, foreign, keyMark, type PageView, reasonMark, type Section } from './view.ts';

/** For `apply`: what of the saved plan was refused, and why. Left out for every other run. */
export function refusedSection(view: PageView): Section | undefined {
  const { applied } = view.report;
  if (applied === undefined) return undefined;
  const names = new Map(view.report.coverage.map(({ accountId, name }) => [accountId, name]));
  const rows = [...applied.refused].sort(byUser).map(
    ({ decision, why }): Row => ({
      tone: 'attention',
      cells: [
        decision.userName,
        accountMark(names.get(decision.accountId) ?? decision.accountId, decision.accountId),
        keyMark(decision.keyId, view),
        actionText(decision),
        reasonMark(decision.reason),
        sentence(foreign(why, view)),
      ],
    }),
  );
  const columns = [
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name', filter: 'Account' },
    { title: 'Key' },
    { title: 'The plan said', kind: 'name' },
    { title: 'For', kind: 'name' },
    { title: 'Why it was refused', kind: 'text', filter: 'Why' },
  ] as const;
  const none = markup`<p class="empty">Nothing was refused: everything that the plan would change is still due.</p>`;
  const left = `${counted(applied.left, 'other decision was', 'other decisions were')} left alone.`;
  const caption = 'In the plan, and not executed';
  return {
    id: 'refused',
    title: 'Refused from the plan',
    count: rows.length,
    content: markup`<p class="lede">This run applied the plan <code>${foreign(applied.plan, view)}</code> of ${dayMark(applied.madeAt)}. Only what is both in it and in a plan made now was executed. ${left}</p>
${rows.length === 0 ? none : table({ caption, columns, rows, browse: { marks: 'User' } })}`,
  };
}

function byUser(a: RefusedDecision, b: RefusedDecision): number {
  return (
    byText(a.decision.accountId, b.decision.accountId) ||
    byText(a.decision.userName, b.decision.userName) ||
    byText(a.decision.keyId, b.decision.keyId)
  );
}

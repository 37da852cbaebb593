import { isChange } from '../../domain/decision.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { actionText } from '../../messages/action-text.ts';
import { outcomeText } from '../../messages/outcome-text.ts';
import { counted } from '../../messages/wording.ts';
import { byUrgency } from '../ordering.ts';
import { markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, dayMark, keyMark, type PageView, reasonMark, type Section } from './view.ts';

/** What was done in this run; in a dry run, what is due; and which owners were warned. */
export function changesSection(view: PageView): Section {
  const { enforce } = view.report;
  const changes = view.report.decisions
    .filter((decision) => isChange(decision) && (!enforce || decision.outcome !== undefined))
    .sort(byUrgency);
  const warnings = view.report.decisions.filter(({ action }) => action === 'warn').length;
  const rows = changes.map((decision) => changeRow(decision, view));
  const columns = [
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name', filter: 'Account' },
    { title: 'Key' },
    { title: 'What', filter: 'Change' },
    { title: 'Why', kind: 'name', filter: 'Reason' },
    { title: enforce ? 'Outcome' : 'Due', kind: enforce ? 'text' : 'name' },
  ] as const;
  const none = markup`<p class="empty">${enforce ? 'Nothing was changed.' : 'Nothing is due.'}</p>`;
  const caption = enforce ? 'Changes that this run began' : 'Changes that an enforcing run would begin now';
  return {
    id: 'changes',
    title: enforce ? 'Done in this run' : 'Due now',
    count: changes.length,
    content: markup`${rows.length === 0 ? none : table({ caption, columns, rows, browse: { marks: 'User' } })}
<p class="note">${warningsText(view, warnings)}</p>`,
  };
}

function changeRow(decision: ReportedDecision, view: PageView): Row {
  const due = decision.due === undefined ? '' : dayMark(decision.due);
  return {
    tone: toneOf(decision),
    cells: [
      decision.userName,
      accountMark(decision.accountName, decision.accountId),
      keyMark(decision.keyId, view),
      actionText(decision),
      reasonMark(decision.reason),
      view.report.enforce ? outcomeText(decision, view) : due,
    ],
  };
}

function toneOf(decision: ReportedDecision): NonNullable<Row['tone']> {
  switch (decision.outcome?.status) {
    case 'done':
      return 'good';
    case 'failed':
      return 'bad';
    case 'stale':
    case 'deferred':
      return 'attention';
    case undefined:
      return 'quiet';
  }
}

function warningsText(view: PageView, warnings: number): string {
  const { accepted, waiting } = view.report.notices;
  if (!view.report.enforce) return `${counted(warnings, 'warning is', 'warnings are')} due to owners.`;
  const late =
    waiting === 0 ? '' : ` ${counted(waiting, 'message waits', 'messages wait')} for the next run.`;
  return `${counted(warnings, 'warning was', 'warnings were')} due to owners. A channel accepted ${counted(accepted, 'message')}.${late}`;
}

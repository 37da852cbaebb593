import type { PlannedDecision, SavedPlan } from '../domain/plan.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import { counted } from '../messages/wording.ts';
import { cutTo, hangingLines, oneLine, wrapTo } from './line-text.ts';
import { byAccount } from './ordering.ts';
import { PLAIN_PAINTER } from './painter.ts';
import type { TableOptions } from './table.ts';
import { fixLines } from './table-end.ts';
import { actionPaint, layoutFor, rowLine, rowOf, TABLE_HEAD } from './table-row.ts';
import { secretLines } from './table-secrets.ts';
import type { TableStyle } from './table-style.ts';

const LEAST_WIDTH = 50;

const COUNTED = [
  ['rotate', 'to replace'],
  ['deactivate', 'to deactivate'],
  ['delete', 'to delete'],
  ['repair', 'to repair'],
  ['warn', 'to warn about'],
  ['hold', 'held, and not carried out'],
] as const;

/**
 * A saved plan as a table for the person who reviews it: for what it was made, until when it may be applied, and every
 * decision in it. Ages are as of the time at which it was made.
 */
export function renderPlan(plan: SavedPlan, options: TableOptions & { readonly now: Instant }): string {
  const width = Math.max(LEAST_WIDTH, options.width ?? 100);
  const painter = options.painter ?? PLAIN_PAINTER;
  const style: TableStyle = { ...options, width, painter };
  const decisions = plan.decisions.map(reported);
  const rows = decisions.map((decision) => rowOf(decision, plan.madeAt, style));
  const layout = layoutFor(rows, width);
  const expired = options.now >= plan.expiresAt;
  const title = `Keyturn, saved plan of ${isoTime(plan.madeAt)}${plan.rehearsal ? ' (rehearsal)' : ''}`;
  const until = `${expired ? 'expired' : 'valid until'} ${isoTime(plan.expiresAt)}`;
  const lines = [
    painter.bold(cutTo(title, width)),
    (expired ? painter.red : String)(cutTo(`  ${until}`, width)),
    ...hangingLines('  ', madeFor(plan), width),
    ...(rows.length === 0 ? [] : ['', rowLine(TABLE_HEAD, layout, { action: String, rest: painter.dim })]),
    ...byAccount(decisions).flatMap((account) => {
      const name = oneLine(account.accountName);
      const shown = name === account.accountId ? name : `${name} (${account.accountId})`;
      return [
        painter.bold(cutTo(shown, width)),
        ...account.decisions.map((decision) =>
          rowLine(rowOf(decision, plan.madeAt, style), layout, { action: actionPaint(decision, painter) }),
        ),
      ];
    }),
    ...secretLines({ decisions }, { now: plan.madeAt }, style),
    ...fixLines({ decisions }, style),
    '',
    ...wrapTo(countsText(plan), width),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many decisions of each kind a plan holds, in words. */
function countsText({ decisions }: SavedPlan): string {
  const counts = COUNTED.flatMap(([action, what]) => {
    const count = decisions.filter((decision) => decision.action === action).length;
    return count === 0 ? [] : [`${count} ${what}`];
  });
  if (counts.length === 0) return 'The plan is empty: there is nothing to apply.';
  return `${counted(decisions.length, 'decision')}: ${counts.join(', ')}. Only what is still due is done when it is applied.`;
}

function madeFor({ organizationId, callerAccountId, ledgerId, digest }: SavedPlan): string {
  const place = organizationId === undefined ? 'one account' : `organization ${oneLine(organizationId)}`;
  const ledger = ledgerId === undefined ? 'any ledger' : `ledger ${oneLine(ledgerId)}`;
  return `for ${place}, by account ${oneLine(callerAccountId)}, with ${ledger}, digest ${digest.slice(0, 12)}`;
}

/** Plans of earlier versions do not name the accounts. */
function reported(decision: PlannedDecision): ReportedDecision {
  return { ...decision, accountName: decision.accountName ?? decision.accountId };
}

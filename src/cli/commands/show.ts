import { machineClock } from '../../app/clocks.ts';
import { KeyturnError } from '../../domain/errors.ts';
import type { SavedPlan } from '../../domain/plan.ts';
import { GATE_TEXTS } from '../../messages/gate-texts.ts';
import { REASON_TEXTS } from '../../messages/reason-text.ts';
import { planJson } from '../../report/plan-json.ts';
import { renderPlan } from '../../report/plan-table.ts';
import { choiceOption } from '../options.ts';
import { TABLE_FORMATS } from '../program/words.ts';
import { planFrom } from '../read-plan.ts';
import { document } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `show`. */
export interface ShowOptions {
  readonly format: string;
  readonly fullIds?: boolean;
}

/** `keyturn show`: a saved plan for review, without a call to AWS and without the ledger. */
export async function showCommand(path: string, options: ShowOptions, terminal: Terminal): Promise<number> {
  const format = choiceOption('--format', options.format, TABLE_FORMATS);
  const plan = await planFrom(path);
  assertUnderstood(plan, path);
  const naming = { fullIds: options.fullIds === true, now: machineClock().now() };
  if (format === 'json') terminal.out(document(planJson(plan, naming)));
  else {
    const { width, paintOut: painter } = terminal;
    terminal.out(renderPlan(plan, { ...naming, width, painter }));
  }
  return 0;
}

/** What cannot be put in words must not look reviewed: a later version may know reasons and gates that this one does not. */
function assertUnderstood({ decisions }: SavedPlan, path: string): void {
  const unknown = decisions.flatMap(({ reason, objections = [] }) => [
    ...(Object.hasOwn(REASON_TEXTS, reason) ? [] : [`the reason ${reason}`]),
    ...objections
      .filter(({ gate }) => !Object.hasOwn(GATE_TEXTS, gate))
      .map(({ gate }) => `the gate ${gate}`),
  ]);
  if (unknown[0] === undefined) return;
  throw new KeyturnError({
    code: 'PLAN_UNREADABLE',
    message: `The plan ${path} names ${unknown[0]}, which this version of Keyturn does not know.`,
    next: 'Review it with the version that made it, or make a new plan.',
  });
}

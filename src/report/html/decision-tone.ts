import { needsPerson } from '../../domain/key-facts.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import type { Row } from './table.ts';

/** How loud a decision is shown: what failed or has stood too long, what needs a look, what was done, and the rest. */
export function decisionTone(decision: ReportedDecision): NonNullable<Row['tone']> {
  if (decision.outcome?.status === 'failed' || decision.escalated === true) return 'bad';
  if (decision.outcome?.status === 'done') return 'good';
  if (needsPerson(decision) || decision.outcome !== undefined) return 'attention';
  return 'quiet';
}

import type { Decision } from '../../../src/domain/decision.ts';
import type { ReportedDecision, RunReport } from '../../../src/domain/report.ts';
import { inDays } from './sample-keys.ts';

/** What `apply` adds to a report: a saved plan of yesterday, of which three decisions were refused. */
export function sampleApplied(decisions: readonly ReportedDecision[]): NonNullable<RunReport['applied']> {
  const named = (user: string, why: string) =>
    decisions
      .filter(({ userName }) => userName === user)
      .map((decision) => ({ decision: planned(decision), why }));
  return {
    plan: 'plan-2026-06-29T13-04-11Z',
    madeAt: inDays(-1),
    refused: [
      ...named('notebook-export', 'the key was used since the plan was made'),
      ...named('backup-runner', 'a gate objects now: free-slot'),
      ...named('billing-export', 'the plan said rotate, and a plan of now says hold'),
    ],
    left: 2,
  };
}

/** The decision as it stood in the plan: what is held now was to be done then. */
function planned({ held, objections: _objections, ...decision }: ReportedDecision): Decision {
  return { ...decision, action: held ?? decision.action };
}

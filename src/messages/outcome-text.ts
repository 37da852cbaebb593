import type { ReportedDecision } from '../domain/report.ts';
import { type KeyNaming, withMaskedKeys } from './key-name.ts';
import { sentence } from './wording.ts';

const DONE = {
  rotate: 'replaced',
  deactivate: 'deactivated',
  delete: 'deleted',
  repair: 'repaired',
} as const;

/** What became of a decision that was executed, or what it is, in one word or two: `replaced`, `failed`, `hold`. */
export function outcomeLabel(decision: ReportedDecision): string {
  const { action, outcome } = decision;
  if (action === 'hold' || action === 'none') return action;
  if (action === 'warn') return decision.warning?.kind === 'extended' ? 'postponed' : 'warn';
  switch (outcome?.status) {
    case undefined:
      return action;
    case 'done':
      return DONE[action];
    case 'stale':
      return 'outdated';
    case 'deferred':
      return 'deferred';
    case 'failed':
      return 'failed';
  }
}

/** The outcome of an executed decision as a sentence; undefined for one that was not executed. */
export function outcomeText(decision: ReportedDecision, naming: KeyNaming = {}): string | undefined {
  const { outcome } = decision;
  switch (outcome?.status) {
    case undefined:
      return undefined;
    case 'done':
      return 'Done.';
    case 'stale':
      return 'Not done: the key had changed since it was planned. The next run decides again.';
    case 'deferred':
      return sentence(`Left to the next run: ${withMaskedKeys(outcome.why, naming)}`);
    case 'failed':
      return sentence(`Failed (${outcome.code}): ${withMaskedKeys(outcome.why, naming)}`);
  }
}

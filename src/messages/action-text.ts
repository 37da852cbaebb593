import type { Action, Decision, Repair } from '../domain/decision.ts';
import { isoDay } from '../domain/time.ts';
import { lowered } from './wording.ts';

const REPAIRS: Readonly<Record<Repair, string>> = {
  'close-saga': 'Close an interrupted change in the ledger',
  'finish-promotion': 'Finish the handover of the replacement',
  'discard-deactivate': 'Deactivate a key that was never handed over',
  'discard-delete': 'Delete a key that was never handed over',
};

/** What is done to a key, as it follows `will`. */
export const PENDING = {
  rotate: 'be replaced',
  deactivate: 'be deactivated',
  delete: 'be deleted',
} as const;

/** What a decision does, or would do, as one phrase without a full stop: `Replace the key`. */
export function actionText(decision: Decision): string {
  const { action } = decision;
  if (action === 'hold') {
    const { held } = decision;
    return held === undefined
      ? 'Held: nothing is done'
      : `Held: ${lowered(changeText(held, decision.repair))}`;
  }
  if (action === 'warn') return warningText(decision);
  if (action === 'none') return decision.reason === 'EXEMPT' ? 'Nothing: exempt' : 'Nothing';
  return changeText(action, decision.repair);
}

function changeText(action: Exclude<Action, 'hold' | 'warn' | 'none'>, repair: Repair | undefined): string {
  switch (action) {
    case 'rotate':
      return 'Replace the key';
    case 'deactivate':
      return 'Deactivate the key';
    case 'delete':
      return 'Delete the key';
    case 'repair':
      return repair === undefined ? 'Repair an interrupted change' : REPAIRS[repair];
  }
}

function warningText(decision: Decision): string {
  const { warning } = decision;
  if (warning === undefined) return 'Warn the owner';
  const day = isoDay(warning.plannedFor);
  if (warning.kind === 'extended')
    return `Postpone the deactivation to ${day} and tell the owner: the key is still in use`;
  if (decision.unheard === true)
    return `Announce a deactivation on ${day}; it will be held, with no channel that tells the owner`;
  if (warning.pending === 'rotate' && decision.reason === 'KEY_PENDING_EXPIRATION_CONFLICT')
    return `Warn the owner: the key reaches its age limit on ${day}, and there is a second active key`;
  return `Warn the owner: the key will ${PENDING[warning.pending]} on ${day}`;
}

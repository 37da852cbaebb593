import type { Action, Decision, Repair } from '../domain/decision.ts';
import { isoDay } from '../domain/time.ts';
import { lowered } from './wording.ts';

const REPAIRS: Readonly<Record<Repair, string>> = {
  'close-saga': 'Settle an interrupted change in the ledger',
  'finish-promotion': 'Finish the handover of the replacement',
  'discard-deactivate': 'Deactivate a key that was made in vain',
  'discard-delete': 'Delete a key that was made in vain',
};

const PENDING = {
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

/** What lies ahead of a key on which nothing, or no change, is due today: `will be deactivated`; undefined if nothing does. */
export function aheadText(decision: Decision): string | undefined {
  const { warning, reason } = decision;
  if (warning !== undefined) return `will ${PENDING[warning.pending]}`;
  switch (reason) {
    case 'KEY_WITHIN_LIMITS':
      return 'reaches its age limit';
    case 'KEY_PENDING_ROTATION':
      return 'will be replaced';
    case 'KEY_PENDING_DEACTIVATION':
    case 'UNUSED_KEY_PENDING_DELETION':
      return 'will be deactivated';
    case 'KEY_PENDING_EXPIRATION_CONFLICT':
      return decision.evidence.some((evidence) => evidence.kind === 'replacement')
        ? 'will be deactivated'
        : 'reaches its age limit beside a second active key';
    case 'KEY_PENDING_DELETION':
    case 'KEY_PENDING_DELETION_CONFLICT':
    case 'DISCARDED_KEY':
      return 'will be deleted';
    default:
      return undefined;
  }
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
  return warning.kind === 'extended'
    ? `Put the deactivation off to ${day} and tell the owner: the key is still in use`
    : `Warn the owner: the key will ${PENDING[warning.pending]} on ${day}`;
}

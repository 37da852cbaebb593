import { type ChangingAction, type Decision, isChange } from '../domain/decision.ts';

const ORDER: readonly ChangingAction[] = ['repair', 'delete', 'deactivate', 'rotate'];

/**
 * What of several decisions on one user is carried out next: repairs first, then deletions, then deactivations, and creation
 * last, since a freed slot is seen by the next round.
 */
export function nextChange(
  decisions: readonly Decision[],
): (Decision & { readonly action: ChangingAction }) | undefined {
  return decisions.filter(isChange).sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action))[0];
}

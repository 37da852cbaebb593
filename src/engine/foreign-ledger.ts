import type { Objection } from '../domain/decision.ts';
import type { SecretState } from '../ports/cloud.ts';
import type { UserWork } from './engine.ts';

/** What a secret says against a change when it carries the id of another ledger: somebody else's promises apply. */
export function foreignLedgerObjection(
  work: Pick<UserWork, 'engine'>,
  secret: SecretState | undefined,
): Objection | undefined {
  if (secret?.ledgerId === undefined || secret.ledgerId === work.engine.ledger.id) return undefined;
  work.engine.noteOtherLedger?.(secret.ledgerId);
  return {
    gate: 'foreign-ledger',
    state: 'blocked',
    detail: `the secret belongs to ledger ${secret.ledgerId}`,
  };
}

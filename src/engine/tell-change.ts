import type { ChangingAction, Decision } from '../domain/decision.ts';
import { maskKeyId } from '../domain/ids.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { Host } from '../ports/host.ts';
import type { Outcome } from './outcome.ts';

interface Words {
  readonly begun: string;
  readonly done: string;
  /** Why it takes long, if it does. */
  readonly wait?: string;
}

const WORDS: Readonly<Record<ChangingAction, Words>> = {
  // The longest of all: IAM answers at once, and the new key works everywhere only seconds later.
  rotate: { begun: 'Replacing', done: 'Replaced', wait: '; AWS takes some seconds to know a new key' },
  deactivate: { begun: 'Deactivating', done: 'Deactivated' },
  delete: { begun: 'Deleting', done: 'Deleted' },
  repair: { begun: 'Repairing', done: 'Repaired' },
};

/** Says that a change begins: seconds may pass before it ends, and nobody should wonder what is going on. */
export function tellBegun(
  host: Host,
  facts: UserFacts,
  decision: Decision & { action: ChangingAction },
): void {
  const { begun, wait = '' } = WORDS[decision.action];
  const text = `${begun} ${keyOf(facts, decision)}${wait}`;
  host.notify({ code: 'CHANGE_BEGUN', level: 'info', text, data: dataOf(decision) });
}

/** Says what became of a change. Whatever failed or was left stands in the report with its fix. */
export function tellEnded(
  host: Host,
  facts: UserFacts,
  ended: { readonly decision: Decision & { action: ChangingAction }; readonly outcome: Outcome },
): void {
  const { decision, outcome } = ended;
  const { done } = WORDS[decision.action];
  const key = keyOf(facts, decision);
  const text =
    outcome.status === 'done' ? `${done} ${key}` : `Not ${done.toLowerCase()}: ${key} (${whyNot(outcome)})`;
  host.notify({ code: 'CHANGE_ENDED', level: 'info', text, data: dataOf(decision) });
}

function whyNot(outcome: Exclude<Outcome, { status: 'done' }>): string {
  switch (outcome.status) {
    case 'failed':
      return outcome.code;
    case 'held':
      return outcome.objections.map(({ gate }) => gate).join(', ');
    case 'deferred':
      return outcome.why;
    case 'stale':
      return 'not due any more';
  }
}

function keyOf({ userName, account }: UserFacts, { keyId }: Decision): string {
  return `key ${maskKeyId(keyId)} of ${userName} in ${account.name}`;
}

function dataOf({ accountId, action }: Decision): Readonly<Record<string, string>> {
  return { accountId, action };
}

import type { AccessKey } from '../domain/access-key.ts';
import { recordOf } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { reportedUse } from '../domain/reported-use.ts';
import { hasPassed, type Instant } from '../domain/time.ts';
import { lastUsedOf } from '../domain/user-facts.ts';
import type { AdviceInput } from './advice-rule.ts';

/** What is known of the use of a key by anybody but Keyturn. */
export type KeyUse =
  | { readonly known: false }
  | {
      readonly known: true;
      /** Undefined when the key was never used. */
      readonly last?: { readonly at: Instant; readonly service: string; readonly region: string };
      /** The last use, or else the creation of the key. */
      readonly quietSince: Instant;
    };

/** The last use of a key: as IAM told in this run, or else as the credential report tells it. */
export function useOf(input: AdviceInput, key: AccessKey): KeyUse {
  const told = lastUsedOf(input.facts, key.id);
  const lastUsed = told.kind === 'unknown' ? reportedUse(input.row, key, input.facts.keys) : told;
  if (lastUsed.kind === 'unknown') return { known: false };
  if (lastUsed.kind === 'never-used' || isOwnProof(recordOf(input.memory, key.id), lastUsed))
    return { known: true, quietSince: key.createdAt };
  const { at, service, region } = lastUsed;
  return { known: true, last: { at, service, region }, quietSince: at };
}

/** Whether it is known that nobody has used the key for as long as policy calls unused. */
export function isUnused(input: AdviceInput, key: AccessKey): boolean {
  const use = useOf(input, key);
  return use.known && hasPassed(use.quietSince, input.policy.unusedFor, input.now);
}

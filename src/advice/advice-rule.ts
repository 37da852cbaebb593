import type { Advice } from '../domain/advice.ts';
import type { CredentialRow } from '../domain/credential-report.ts';
import type { UserMemory } from '../domain/memory.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { UseSeen } from '../domain/use-seen.ts';
import type { UserFacts } from '../domain/user-facts.ts';

/** What is known of one user when advice is given: what was read anyway, nothing is read for advice alone. */
export interface AdviceInput {
  readonly facts: UserFacts;
  readonly memory: UserMemory;
  /** The user's row of the credential report; undefined when there was no usable report. */
  readonly row?: CredentialRow;
  /** What runs have seen of the use of the user's keys, this one included. */
  readonly seen: readonly UseSeen[];
  readonly policy: Pick<Policy, 'unusedFor'>;
  readonly now: Instant;
}

/** One rule of advice: what it has to say of the user, usually nothing. What is not known never gives advice. */
export type AdviceRule = (input: AdviceInput) => readonly Advice[];

/** The part of an advice that says about whom it is. */
export function subjectOf({
  facts,
}: AdviceInput): Pick<Advice, 'accountId' | 'accountName' | 'userId' | 'userName'> {
  const { account, userId, userName } = facts;
  return { accountId: account.id, accountName: account.name, userId, userName };
}

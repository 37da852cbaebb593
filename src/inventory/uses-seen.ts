import { NOT_READ } from '../domain/access-key.ts';
import type { CredentialRow } from '../domain/credential-report.ts';
import { recordOf } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { reportedUse } from '../domain/reported-use.ts';
import { seenAgain, type UseSeen } from '../domain/use-seen.ts';
import { lastUsedOf, type UserFacts } from '../domain/user-facts.ts';
import type { ScanContext } from './scan-context.ts';

/**
 * What is known of the use of a user's keys after this look: what earlier runs noted, and what IAM or the credential
 * report tells now. It costs no calls. The same list as before when nothing is new.
 */
export function usesSeen(
  { reads, memories }: Pick<ScanContext, 'reads' | 'memories'>,
  facts: UserFacts,
  row: CredentialRow | undefined,
): readonly UseSeen[] {
  const known = reads.get(facts.userId)?.uses ?? [];
  const memory = memories.get(facts.userId);
  const uses = facts.keys.flatMap((key) => {
    const before = known.find(({ keyId }) => keyId === key.id);
    const told = lastUsedOf(facts, key.id);
    const use = told.kind === 'unknown' ? reportedUse(row, key, facts.keys) : told;
    const own = isOwnProof(memory === undefined ? undefined : recordOf(memory, key.id), use);
    return seenAgain(before, key.id, own ? NOT_READ : use) ?? [];
  });
  const same = uses.length === known.length && uses.every((use) => known.includes(use));
  return same ? known : uses;
}

import type { Decision } from '../domain/decision.ts';
import type { KeyRecord } from '../domain/memory.ts';
import type { OffEvidence } from '../domain/off-evidence.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { lastUsedOf, type UserFacts } from '../domain/user-facts.ts';

/** The use of a key that is known as its deactivation is about to be asked for; undefined when it is not known. */
export function offEvidenceOf(
  facts: UserFacts,
  decision: Decision,
  record: KeyRecord | undefined,
): OffEvidence | undefined {
  const lastUsed = lastUsedOf(facts, decision.keyId);
  if (lastUsed.kind === 'unknown') return undefined;
  const relaxed = decision.evidence.some((fact) => fact.kind === 'relaxed' && fact.clause === 'quiet');
  return {
    ...(lastUsed.kind === 'used' && !isOwnProof(record, lastUsed) ? { lastUse: lastUsed.at } : {}),
    ...(relaxed ? { useExpected: true } : {}),
  };
}

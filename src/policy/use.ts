import type { LastUsed } from '../domain/access-key.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { type KeyRecord, recordOf } from '../domain/memory.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import { lastUsedOf } from '../domain/user-facts.ts';
import type { UserContext } from './context.ts';

/** Uses that AWS may record for our own proof: from just before its first call to just after its last. */
const PROOF_MARGIN = MINUTE;

/** What is known of the use of a key by anybody but Keyturn's own proof. */
export type Use =
  | { readonly known: true; readonly lastUse: Instant | undefined; readonly quietSince: Instant }
  | { readonly known: false; readonly why: string };

/**
 * Since when a key has been quiet: its last use, or its creation when it was never used.
 *
 * The proof of a new key (STS GetCallerIdentity) makes AWS report a use. A last use by STS inside the proof's window is
 * ours, and the key counts as never used by its owner.
 */
export function useOf(context: UserContext, keyId: AccessKeyId): Use {
  const lastUsed = lastUsedOf(context.facts, keyId);
  const createdAt = context.facts.keys.find((key) => key.id === keyId)?.createdAt;
  if (lastUsed.kind === 'unknown') return { known: false, why: lastUsed.why };
  if (createdAt === undefined) return { known: false, why: 'the key is not on the user' };
  if (lastUsed.kind === 'never-used' || isOwnProof(recordOf(context.memory, keyId), lastUsed)) {
    return { known: true, lastUse: undefined, quietSince: createdAt };
  }
  return { known: true, lastUse: lastUsed.at, quietSince: lastUsed.at };
}

/** Whether a reported use is the proof that Keyturn itself made with the key. */
export function isOwnProof(record: KeyRecord | undefined, lastUsed: LastUsed): boolean {
  if (lastUsed.kind !== 'used' || lastUsed.service !== 'sts' || record?.proofFrom === undefined) return false;
  const proofEnd = record.provenAt ?? record.proofFrom + 3 * MINUTE;
  return lastUsed.at >= record.proofFrom - PROOF_MARGIN && lastUsed.at <= proofEnd + PROOF_MARGIN;
}

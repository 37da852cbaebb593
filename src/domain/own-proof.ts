import type { LastUsed } from './access-key.ts';
import type { KeyRecord } from './memory.ts';
import { MINUTE } from './time.ts';

/** Uses that AWS may record for our own proof: from just before its first call to just after its last. */
const PROOF_MARGIN = MINUTE;

/** Whether a reported use is the proof that Keyturn itself made with the key. */
export function isOwnProof(record: KeyRecord | undefined, lastUsed: LastUsed): boolean {
  if (lastUsed.kind !== 'used' || lastUsed.service !== 'sts' || record?.proofFrom === undefined) return false;
  // AWS dates a use by its own clock, from which ours may be minutes off.
  const { proofSkew: skew = 0 } = record;
  const from = record.proofFrom + skew;
  const end = (record.provenAt ?? record.proofFrom + 3 * MINUTE) + skew;
  return lastUsed.at >= from - PROOF_MARGIN && lastUsed.at <= end + PROOF_MARGIN;
}

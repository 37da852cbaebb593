import type { AccessKeyId } from '../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { type Instant, MINUTE, plus } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { SecretState } from '../ports/cloud.ts';
import { keyIdOf } from '../secrets/secret-names.ts';

/** A proof takes two minutes at most, and the key was stored just before it. */
const PROOF_LENGTH = 4 * MINUTE;

/**
 * What a ledger may believe of a user whose secret another ledger wrote. Pure.
 *
 * The version that is current was stored and proven before it became so: if its key is on the user and active, that key
 * counts as made by Keyturn and handed over now. One other active key that is older was replaced by it. Everything that
 * takes time starts again: notices, grace periods, and the soak of inactive keys. All else is left to be found out.
 */
export function recordsTakenOver(
  facts: UserFacts,
  secret: SecretState,
  given: { readonly memory: UserMemory; readonly now: Instant },
): readonly KeyRecord[] {
  const { memory, now } = given;
  const currentId = keyIdOf(secret.stages.get('AWSCURRENT') ?? '');
  const current = facts.keys.find((key) => key.id === currentId && key.status === 'active');
  if (current === undefined) return [];
  const others = facts.keys.filter((key) => key.id !== current.id && key.status === 'active');
  const [old] = others.length === 1 ? others.filter((key) => key.createdAt <= current.createdAt) : [];
  const handedOver: KeyRecord = {
    ...recordFor(facts, memory, { keyId: current.id, createdAt: current.createdAt, now }),
    madeByUs: true,
    // It was proven minutes after it was made: a use of it by STS then is the proof, and not its owner's.
    proofFrom: current.createdAt,
    provenAt: plus(current.createdAt, PROOF_LENGTH),
    secretArn: secret.arn,
    promotedAt: now,
    ...(old === undefined ? {} : { replaces: old.id }),
  };
  if (old === undefined) return [handedOver];
  const { extendedUntil: _earlier, ...replaced } = recordFor(facts, memory, {
    keyId: old.id,
    createdAt: old.createdAt,
    now,
  });
  return [handedOver, { ...replaced, replacedBy: current.id, noticesFrom: now }];
}

function recordFor(
  facts: UserFacts,
  memory: UserMemory,
  key: { readonly keyId: AccessKeyId; readonly createdAt: Instant; readonly now: Instant },
): KeyRecord {
  const known = memory.keys.find((record) => record.keyId === key.keyId);
  return (
    known ?? {
      accountId: facts.account.id,
      userId: facts.userId,
      userName: facts.userName,
      keyId: key.keyId,
      createdAt: key.createdAt,
      firstSeen: key.now,
      madeByUs: false,
      exposed: true,
    }
  );
}

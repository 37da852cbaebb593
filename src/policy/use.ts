import type { AccessKeyId } from '../domain/ids.ts';
import { recordOf } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import { lastUsedOf } from '../domain/user-facts.ts';
import type { UserContext } from './context.ts';

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

/**
 * From when on a key counts as unused, if nobody uses it: `unusedFor` after its owner's last use. Undefined when its use is
 * unknown.
 *
 * A replacement goes on where the key before it left off, or an abandoned user would be given a new key for ever; and one
 * that waits for a job that runs every quarter is not unused after a month.
 */
export function unusedFrom(context: UserContext, keyId: AccessKeyId): Instant | undefined {
  const use = useOf(context, keyId);
  if (!use.known) return undefined;
  const last = use.lastUse ?? ownersUseBefore(context, keyId);
  return last === undefined ? undefined : plus(last, context.policy.unusedFor);
}

/**
 * The last use of a key by its owner, or of the keys before it that it replaces; where there was none, the creation of the
 * first of them. Undefined when that is unknown.
 */
export function ownersUseOf(context: UserContext, keyId: AccessKeyId): Instant | undefined {
  const use = useOf(context, keyId);
  return use.known ? (use.lastUse ?? ownersUseBefore(context, keyId)) : undefined;
}

/** As far as the keys before it are on the user they are asked; of one that is gone, what was known when it left. */
function ownersUseBefore(context: UserContext, keyId: AccessKeyId): Instant | undefined {
  const record = recordOf(context.memory, keyId);
  const createdAt = context.facts.keys.find((key) => key.id === keyId)?.createdAt ?? record?.createdAt;
  const { replaces, unusedSince } = record ?? {};
  const old = context.facts.keys.find((key) => key.id === replaces);
  // A key is older than what replaces it: whatever a ledger says, the way back ends.
  if (old !== undefined && createdAt !== undefined && old.createdAt < createdAt)
    return ownersUseOf(context, old.id);
  const known = replaces === undefined ? undefined : recordOf(context.memory, replaces)?.offEvidence?.lastUse;
  if (unusedSince === undefined) return known ?? createdAt;
  return known === undefined ? unusedSince : later(known, unusedSince);
}

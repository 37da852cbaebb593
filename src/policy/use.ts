import type { AccessKeyId } from '../domain/ids.ts';
import { recordOf } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { type Instant, plus } from '../domain/time.ts';
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
 * From when on a key counts as unused, if nobody uses it: from the beginning when it was never used, otherwise `unusedFor`
 * after its last use. Undefined when its use is unknown.
 */
export function unusedFrom(context: UserContext, keyId: AccessKeyId): Instant | undefined {
  const use = useOf(context, keyId);
  if (!use.known) return undefined;
  return use.lastUse === undefined ? use.quietSince : plus(use.lastUse, context.policy.unusedFor);
}

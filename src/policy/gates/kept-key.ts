import { recordOf } from '../../domain/memory.ts';
import { useOf } from '../use.ts';
import type { Gate } from './gate.ts';

/**
 * A person may keep a key that Keyturn made and never handed out, of which nobody is known to have the secret. Until it was
 * used, nothing shows that its owner has it, and the user's other key does not go.
 */
export const keptKeyGate: Gate = (context) => {
  const { keep } = context.memory;
  if (keep === undefined || keep.keyId === context.key.id) return undefined;
  const kept = recordOf(context.memory, keep.keyId);
  if (kept?.madeByUs !== true || kept.promotedAt !== undefined || kept.goneAt !== undefined) return undefined;
  const use = useOf(context, keep.keyId);
  if (use.known && use.lastUse !== undefined) return undefined;
  return {
    gate: 'replacement',
    state: 'blocked',
    detail: 'the key that is to be kept was never used, and nobody is known to have its secret',
  };
};

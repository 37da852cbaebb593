import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { recordOf } from '../domain/memory.ts';
import type { Saga } from '../domain/saga.ts';
import type { UserContext } from '../policy/context.ts';
import { strayKeyOf } from '../policy/unfinished.ts';

/**
 * What the ledger must take note of when a saga that never ended is closed. Pure; nothing in AWS is changed here.
 *
 * - A rotation whose new key was never proven, or whose answer was lost: that key is marked to be discarded.
 * - A deactivation that did happen: the soak starts now, when it was first seen, not when it was intended.
 * - Everything else shows in IAM itself.
 */
export function settle(context: UserContext, saga: Saga): readonly KeyRecord[] {
  const { memory } = context;
  if (saga.kind === 'rotate') {
    if (saga.newKeyId !== undefined) {
      const record = recordOf(memory, saga.newKeyId);
      return record === undefined || record.discard !== undefined
        ? []
        : [{ ...record, discard: 'its rotation was interrupted before it was proven' }];
    }
    const stray = strayKeyOf(context, saga);
    if (stray.kind !== 'ours') return [];
    const record = recordOf(memory, stray.keyId as KeyRecord['keyId']);
    return record === undefined
      ? []
      : [
          {
            ...record,
            madeByUs: true,
            attributed: true,
            discard: 'the answer that carried its secret was lost',
          },
        ];
  }
  if (saga.kind !== 'deactivate' && saga.kind !== 'discard') return [];
  return deactivatedAfterAll(memory, context, saga.keyId);
}

function deactivatedAfterAll(
  memory: UserMemory,
  context: UserContext,
  keyId: KeyRecord['keyId'],
): readonly KeyRecord[] {
  const key = context.facts.keys.find((candidate) => candidate.id === keyId);
  const record = recordOf(memory, keyId);
  if (key?.status !== 'inactive' || record === undefined || record.deactivatedAt !== undefined) return [];
  return [{ ...record, deactivatedAt: context.now, inactiveSince: context.now }];
}

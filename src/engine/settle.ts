import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { recordOf } from '../domain/memory.ts';
import type { ChangeSaga, Saga } from '../domain/saga.ts';
import type { UserContext } from '../policy/context.ts';
import { strayKeyOf } from '../policy/unfinished.ts';

/**
 * What the ledger must take note of when a saga that never ended is closed. Pure; nothing in AWS is changed here.
 *
 * - A rotation whose new key was never proven, or whose answer was lost: that key is marked to be discarded.
 * - A deactivation that did happen: the soak starts now, when it was first seen, not when it was intended.
 * - A deactivation that does not show: it may have happened and been taken back by somebody whom nobody had told. Its date
 *   is used up, and the owner is told again before it is tried again.
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
  return switchedOffOrNot(memory, context, saga);
}

function switchedOffOrNot(memory: UserMemory, context: UserContext, saga: ChangeSaga): readonly KeyRecord[] {
  const { now } = context;
  const key = context.facts.keys.find((candidate) => candidate.id === saga.keyId);
  const record = recordOf(memory, saga.keyId);
  if (record === undefined) return [];
  if (key?.status === 'active') {
    const { extendedUntil: _used, ...rest } = record;
    return [{ ...rest, noticesFrom: now }];
  }
  if (key?.status !== 'inactive' || record.deactivatedAt !== undefined) return [];
  const { offEvidence } = saga;
  const evidence = offEvidence === undefined ? {} : { offEvidence };
  return [{ ...record, ...evidence, deactivatedAt: now, inactiveSince: now }];
}

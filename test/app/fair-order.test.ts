import { expect, it } from 'vitest';
import { inFairOrder } from '../../src/app/run/fair-order.ts';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import type { HeldRecord, KeyRecord, UserMemory } from '../../src/domain/memory.ts';
import { days, instant, plus } from '../../src/domain/time.ts';

const now = instant(Date.UTC(2026, 5, 30));
const accountId = '111122223333' as AccountId;

function memoryOf(userId: string, more: { again?: number; held?: string } = {}): UserMemory {
  const ref = { accountId, userId: userId as UserId, userName: userId };
  const keyId = `AKIA${userId}` as AccessKeyId;
  const from = plus(now, -days(20));
  const key: KeyRecord = {
    ...ref,
    ...{ keyId, createdAt: from, firstSeen: from, madeByUs: false, exposed: true },
    ...(more.again === undefined ? {} : { noticesFrom: from }),
  };
  const notices =
    more.again === undefined
      ? []
      : [
          {
            ...ref,
            ...({ id: userId, keyId, kind: 'warning', pending: 'deactivate', queuedAt: from } as const),
            ...({ reason: 'KEY_PENDING_DEACTIVATION', plannedFor: plus(now, days(more.again)) } as const),
          },
        ];
  const held: readonly HeldRecord[] =
    more.held === undefined ? [] : [{ ...ref, keyId, signature: more.held, since: from }];
  return { ...ref, keys: [key], notices, holds: [], held };
}

it('a date announced again goes first on its day; before it, and while something else holds it, it has no such turn', () => {
  const memories = [
    memoryOf('HELD', { held: 'INSTALL_GRACE_PERIOD_END deactivate quiet' }),
    memoryOf('USUAL'),
    memoryOf('BUDGET', { held: 'INSTALL_GRACE_PERIOD_END deactivate budget' }),
    memoryOf('TOCOME', { again: 3 }),
    memoryOf('HELDAGAIN', { again: -3, held: 'INSTALL_GRACE_PERIOD_END deactivate quiet' }),
    memoryOf('DUEAGAIN', { again: -1, held: 'INSTALL_GRACE_PERIOD_END deactivate budget' }),
  ];
  const users = memories.map(({ userId }) => ({ userId, userName: userId }) as never);
  const order = inFairOrder(
    { ids: { next: () => '', random: () => 0.5 }, clock: { now: () => now, sleep: async () => {} } },
    users,
    new Map(memories.map((memory) => [memory.userId, memory])),
  ).map(({ userId }) => userId);
  expect(order).toEqual(['DUEAGAIN', 'BUDGET', 'USUAL', 'TOCOME', 'HELD', 'HELDAGAIN']);
});

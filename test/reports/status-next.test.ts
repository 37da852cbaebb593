import { describe, expect, it } from 'vitest';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import type { KeyRecord, StandingHold, UserMemory } from '../../src/domain/memory.ts';
import { days, HOUR, type Instant, instant, plus } from '../../src/domain/time.ts';
import { type StandingSource, standingOf } from '../../src/report/status-key.ts';
import { memoryOf, REF, world } from '../support/one-user.ts';
import { order } from '../support/order.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day } from '../support/world.ts';

const endedAt = instant(Date.UTC(2026, 5, 30));

const now = plus(endedAt, HOUR);

const ref = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLE' as UserId, userName: 'deploy' };

const keyId = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;

const createdAt = plus(endedAt, -days(95));

const key: KeyRecord = {
  ...ref,
  ...{ keyId, createdAt, firstSeen: createdAt, madeByUs: false, exposed: true },
};

const report: NonNullable<StandingSource['report']> = {
  endedAt,
  decisions: [
    {
      ...ref,
      ...{ accountName: 'Production', keyId, action: 'none', reason: 'KEY_PENDING_DEACTIVATION' },
      ...{ due: plus(now, days(3)), evidence: [] },
    },
  ],
};

function nextAfter(memory: Partial<UserMemory>): string | undefined {
  const whole = { ...ref, keys: [key], notices: [], holds: [], held: [], ...memory };
  return standingOf(key, { memory: whole, now, report }).next?.text;
}

describe('what comes next, in status', () => {
  const hold: StandingHold = {
    ...ref,
    ...{ id: 'h1', keyId, kind: 'undo', from: plus(endedAt, -HOUR), by: 'operator', why: 'outage' },
  };

  it('is what the latest run planned', () => {
    expect(nextAfter({})).toBe('will be deactivated on 2026-07-03');
    expect(nextAfter({ holds: [hold] })).toBe('will be deactivated on 2026-07-03');
  });

  it('is not what was planned before a person decided about the key', () => {
    const later = 'the next run of all users plans it, since a person has decided about it';
    const at = plus(endedAt, 1);
    expect(nextAfter({ holds: [{ ...hold, from: at }] })).toBe(later);
    expect(nextAfter({ keep: { ...ref, keyId, at, by: 'operator', why: 'asked' } })).toBe(later);
    expect(nextAfter({ force: { ...ref, keyIds: [keyId], at, by: 'operator', why: 'leak' } })).toBe(later);
    const other = 'AKIAI44QH8DHBEXAMPLE' as AccessKeyId;
    expect(nextAfter({ holds: [{ ...hold, keyId: other, from: at }] })).not.toBe(later);
  });

  it('promises nothing of a date that no channel would tell', () => {
    const planned = { ...ref, id: 'n', keyId, kind: 'rotated', reason: 'EXPIRED_ACTIVE_KEY' } as const;
    const notices = [
      { ...planned, plannedFor: plus(now, days(3)), queuedAt: endedAt, unheard: true },
    ] as const;
    const memory = { ...ref, keys: [key], notices, holds: [], held: [] };
    const { next } = standingOf(key, { memory, now, report: { endedAt, decisions: [] } });
    expect(next?.text).toContain('will be held on 2026-07-03');
  });
});

it('after a release, status leaves what comes next to the next run', async () => {
  const w = world();
  await runOn(w, [0, 4, 8]);
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  await order(w, { kind: 'extend', until: day(60) as Instant });
  const report = await runOn(w, 11);
  w.sandbox.clock.set(day(11.2));
  await order(w, { kind: 'release' });
  const memory = await memoryOf(w);
  const key = memory.keys.find(({ keyId }) => keyId === old);
  if (key === undefined) throw new Error('no key');
  const { next } = standingOf(key, { memory, now: day(11.3) as Instant, report });
  expect(next?.text).toContain('the next run of all users plans it');
});

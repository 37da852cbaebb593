import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CredentialRow, ReportedKey } from '../../src/domain/credential-report.ts';
import { blankMemory } from '../../src/domain/memory.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { DAY, days, HOUR, type Instant, plus } from '../../src/domain/time.ts';
import { rowWillDo } from '../../src/inventory/row-will-do.ts';
import { planUser } from '../../src/policy/plan-user.ts';
import { contextOf, NOW, type RandomUser, randomUser } from './random-user.ts';

const SEED = 20_260_101;
const BORN = plus(NOW, -days(900));

/** The row that IAM would write of a user, some hours ago. */
function rowOf({ keys, lastUsed }: RandomUser, writtenAt: Instant): CredentialRow {
  const slots = keys.map(({ id, status, createdAt }): ReportedKey => {
    const use = lastUsed.get(id);
    const used = use?.kind === 'used' && use.at <= writtenAt ? { lastUsedAt: use.at } : {};
    return { active: status === 'active', lastRotated: createdAt, ...used };
  });
  const [one = { active: false }, two = { active: false }, third] = slots.filter(
    (_, place) => (keys[place]?.createdAt ?? NOW) <= writtenAt,
  );
  return {
    userName: 'app',
    arn: 'arn',
    createdAt: BORN,
    mfaActive: false,
    keys: [one, two],
    fingerprint: 'f',
    showsNoKey: keys.length === 0,
    tellsOfFurther: third !== undefined,
  };
}

describe('whoever a row of the credential report speaks for', () => {
  it('has nothing due or near, by what reading everybody would find', () => {
    let quiet = 0;
    const known = randomUser.filter(({ keys }) => keys.every(({ status }) => status !== 'unknown'));
    const hours = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(known, hours, fc.boolean(), (user, age, younger) => {
        const keys = younger
          ? user.keys.map((key) => ({ ...key, createdAt: plus(NOW, -(NOW - key.createdAt) / 40) }))
          : user.keys;
        const { accountId, userId } = user.memory;
        const alone = { ...user, keys, memory: blankMemory(accountId, userId), pauses: [] };
        const generatedAt = plus(NOW, -age * HOUR);
        const { policy } = alone;
        if (!rowWillDo(rowOf(alone, generatedAt), { generatedAt }, { policy, now: NOW })) return;
        quiet += 1;
        const { exemption } = alone;
        const plan = planUser(contextOf({ ...alone, exemption }));
        expect(plan.filter(({ action }) => action !== 'none')).toEqual([]);
      }),
      { seed: SEED, numRuns: 20_000 },
    );
    expect(quiet).toBeGreaterThan(1000);
  });
});

describe('a row will not do', () => {
  const now = NOW;
  const report = { generatedAt: plus(now, -HOUR) };
  const active = (age: number, more: Partial<ReportedKey> = {}): ReportedKey => ({
    active: true,
    lastRotated: plus(now, -age * DAY),
    ...more,
  });
  const none: ReportedKey = { active: false };
  const row = (
    keys: readonly [ReportedKey, ReportedKey],
    more: Partial<CredentialRow> = {},
  ): CredentialRow => ({
    userName: 'app',
    arn: 'arn',
    createdAt: plus(now, -400 * DAY),
    mfaActive: false,
    keys,
    fingerprint: 'f',
    showsNoKey: false,
    tellsOfFurther: false,
    ...more,
  });
  const asks = (of: CredentialRow, policy = DEFAULT_POLICY, from = report): boolean =>
    rowWillDo(of, from, { policy, now });

  it('but for keys that are far from their limits', () => {
    expect(asks(row([active(10), none]))).toBe(true);
    expect(asks(row([active(10), active(50, { lastUsedAt: plus(now, -DAY) })]))).toBe(true);
  });

  it.each([
    ['an active key without a date', row([{ active: true }, none])],
    ['a key that is near its limit', row([active(84), none])],
    ['a key at its limit', row([active(10), active(95)])],
    ['a key used before it was made', row([active(10, { lastUsedAt: plus(now, -20 * DAY) }), none])],
    ['a key made before its user', row([active(10), none], { createdAt: plus(now, -5 * DAY) })],
    ['a key from the future', row([active(-2), none])],
    [
      'a user without a date',
      { ...row([active(10), none]), createdAt: undefined } as unknown as CredentialRow,
    ],
    ['additional credentials', row([active(10), none], { tellsOfFurther: true })],
  ])('for %s', (_name, of) => {
    expect(asks(of)).toBe(false);
  });

  it('for a report that is older than eight hours', () => {
    expect(asks(row([active(10), none]), DEFAULT_POLICY, { generatedAt: plus(now, -9 * HOUR) })).toBe(false);
  });

  it('for an inactive key that cleanup will take, or that has no date', () => {
    const cleanup = { ...DEFAULT_POLICY, inactiveCleanup: days(30) };
    const inactive = (age: number): ReportedKey => ({ active: false, lastRotated: plus(now, -age * DAY) });
    expect(asks(row([inactive(10), none]), cleanup)).toBe(true);
    expect(asks(row([inactive(29), none]), cleanup)).toBe(false);
    expect(asks(row([{ active: false, lastUsedAt: plus(now, -DAY) }, none]), cleanup)).toBe(false);
    expect(asks(row([inactive(300), none]), { ...DEFAULT_POLICY, inactiveCleanup: 'off' })).toBe(true);
  });
});

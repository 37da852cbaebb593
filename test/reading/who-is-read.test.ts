import { describe, expect, it } from 'vitest';
import type { CredentialReport } from '../../src/domain/credential-report.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { blankMemory, type KeyRecord } from '../../src/domain/memory.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { days, HOUR, instant } from '../../src/domain/time.ts';
import { readingOf } from '../../src/inventory/reading-list.ts';
import { keysWhoseUseMatters } from '../../src/policy/needs.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT, lastUsed, memoryOf, REF, world } from '../support/one-user.ts';
import { day, member, memoryLedger, run, sandboxWith, use } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;

const ref = { accountId: '111111111111' as AccountId, userId: 'AIDA1' as UserId };

const record = (more: Partial<KeyRecord>): KeyRecord => ({
  ...ref,
  keyId: 'AKIA1' as never,
  userName: 'app',
  createdAt: instant(day(-1)),
  firstSeen: instant(day(-1)),
  madeByUs: false,
  exposed: true,
  ...more,
});

const when = { now: instant(day(0)), sweepEvery: days(30), rowWillDo: () => true };

const userArn = 'arn:aws:iam::111111111111:user/app';

const row = {
  userName: 'app',
  arn: userArn,
  mfaActive: false,
  keys: [{ active: false }, { active: false }],
  fingerprint: 'f',
  showsNoKey: true,
  tellsOfFurther: false,
} as const;

const report: CredentialReport = { generatedAt: instant(day(0)), rows: new Map([[userArn, row]]) };

describe('what is read', () => {
  it('almost nobody on an idle day, once everybody was read', async () => {
    const { sandbox, ledger } = office(users(120, () => 2));
    for (let today = 0; today <= 7; today += 1) {
      sandbox.clock.set(day(today));
      await countedRun(sandbox, { ledger, processId: `d${today}` });
    }
    sandbox.clock.set(day(8));
    const idle = await countedRun(sandbox, { ledger, processId: 'idle' });
    expect(listed(idle.calls)).toBeLessThanOrEqual(12);
    expect(idle.report.decisions).toHaveLength(120);
    expect(idle.report.complete).toBe(true);
  });

  it('nobody without a key, on a first run either', async () => {
    const bare = Array.from({ length: 200 }, (_, index) => ({ name: `bare-${index}` }));
    const { sandbox, ledger } = office([...users(10, () => 84), ...bare]);
    const first = await countedRun(sandbox, { ledger });
    expect(listed(first.calls)).toBe(10);
    expect(first.report.coverage.find((entry) => entry.accountId === ACCOUNT)).toMatchObject({
      users: 210,
      usersWithKeys: 10,
    });
  });

  it('everybody within the sweep, whatever the report says', async () => {
    const { sandbox, ledger } = office(users(60, () => 0));
    const seen = new Set<string>();
    await countedRun(sandbox, { ledger });
    for (let today = 1; today <= 30; today += 1) {
      sandbox.clock.set(day(today));
      const before = sandbox.clock.now();
      await countedRun(sandbox, { ledger, processId: `d${today}` });
      for (const [userId, read] of await ledger.loadReads(ACCOUNT as never))
        if (read.readAt >= before) seen.add(userId);
    }
    expect(seen.size).toBe(60);
  });

  it('a user whose key was made by hand, on the next day', async () => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const made = sandbox.world.iam.addKey(
      { accountId: ACCOUNT, userName: 'user-0007' },
      { createdAt: day(1) },
    );
    const { report } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(report.decisions.map((decision) => decision.keyId)).toContain(made.id);
  });

  it('a key that was used daily is no change: its row is the same but for its use', async () => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1) - 6 * HOUR);
    for (const key of sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'user-0003' }))
      use(sandbox, key.id);
    sandbox.clock.set(day(1));
    const { calls } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(listed(calls)).toBeLessThanOrEqual(3);
  });

  it('as much in a dry run, which writes nothing into the ledger', async () => {
    const { sandbox, ledger } = office(users(20));
    const dry = await countedRun(sandbox, { ledger, enforce: false });
    expect(dry.calls.GenerateCredentialReport).toBeGreaterThan(0);
    expect((await ledger.loadReads(ACCOUNT as never)).size).toBe(0);
    expect((await ledger.loadAccount(ACCOUNT as never)).size).toBe(0);
  });
});

describe('who is read', () => {
  it('whoever has a key by the ledger, whatever the row shows (mutant fingerprint-last)', () => {
    const memory = { ...blankMemory(ref.accountId, ref.userId), keys: [record({})] };
    expect(readingOf({ userId: ref.userId, userArn, memory, last: undefined, report }, when)).toBe(
      'never-read',
    );
  });
  it('whoever has a standing hold (mutant busy-holds)', () => {
    const hold = {
      ...ref,
      id: 'h1',
      keyId: 'AKIA1' as never,
      kind: 'undo',
      from: instant(day(-1)),
      by: 'x',
      why: 'undo',
    } as const;
    const memory = { ...blankMemory(ref.accountId, ref.userId), keys: [record({})], holds: [hold] };
    const last = { ...ref, userName: 'app', readAt: instant(day(0)), keys: [], fingerprint: 'f' };
    expect(readingOf({ userId: ref.userId, userArn, memory, last, report }, when)).toBe('unfinished');
  });
  it('all keys of a user of whom one was replaced, however young they are (mutant needs-begun)', () => {
    const key = { id: 'AKIA1' as never, status: 'active', createdAt: instant(day(-1)) } as const;
    const memory = {
      ...blankMemory(ref.accountId, ref.userId),
      keys: [record({ replacedBy: 'AKIA2' as never })],
    };
    expect(keysWhoseUseMatters([key], memory, { policy: DEFAULT_POLICY, now: instant(day(0)) })).toEqual([
      key.id,
    ]);
  });
  it('the owner of a new key every day, so that its first use is seen', async () => {
    const w = world();
    const on = async (today: number) => {
      w.sandbox.clock.set(day(today));
      await run(w.sandbox, { ledger: w.ledger, processId: `d${today}` });
    };
    await on(0);
    await on(1);
    await on(1.5);
    use(w.sandbox, w.sandbox.world.iam.keys(REF)[1]?.id ?? '');
    await on(2);
    expect((await memoryOf(w)).keys.find((key) => key.madeByUs)?.adoptedAt).toBeDefined();
  });
  it('the same owner among many, where the report saves most readings (mutant undisturbed-needs)', async () => {
    const due = { name: 'app', keys: [{ createdAt: day(-90), lastUsed }] };
    const accounts = [member(ACCOUNT, [due, ...users(30, () => 0)])];
    const w = { sandbox: sandboxWith(accounts, { pageSize: 1000 }), ledger: memoryLedger() };
    for (const today of [0, 1, 2, 3]) {
      w.sandbox.clock.set(day(today));
      await run(w.sandbox, { ledger: w.ledger, processId: `d${today}`, withUnits: false });
      if (today === 2) use(w.sandbox, w.sandbox.world.iam.keys(REF)[1]?.id ?? '');
    }
    const reads = [...(await w.ledger.loadReads(ACCOUNT as never)).values()];
    const readToday = reads.filter(({ readAt }) => readAt >= day(3)).map(({ userName }) => userName);
    expect(readToday).toContain('app');
    expect(readToday.length).toBeLessThan(10);
    expect((await memoryOf(w)).keys.find((key) => key.madeByUs)?.adoptedAt).toBeDefined();
  });
});

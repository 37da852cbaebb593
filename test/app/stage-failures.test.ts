import { describe, expect, it } from 'vitest';
import { type AccountResult, joinTurns, resultWithout } from '../../src/app/run/account-result.ts';
import { begin } from '../../src/app/run/begin.ts';
import { finish } from '../../src/app/run/finish.ts';
import { gate } from '../../src/app/run/gate.ts';
import type { Manifest } from '../../src/app/run/manifest.ts';
import { workOnAccount } from '../../src/app/run/work-on-account.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { days, type Instant } from '../../src/domain/time.ts';
import { createBudget } from '../../src/engine/budget.ts';
import { newContact } from '../../src/engine/contact.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, run, sandboxWith } from '../support/world.ts';

const FIRST = '111111111111' as AccountId;
const SECOND = '222222222222' as AccountId;
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
const NO_OUTBOX = { queued: 0, accepted: 0, waiting: 0, failedChannels: [] };

describe('gate and finish', () => {
  const CANARY: Settings = {
    ...NOBODY_ADOPTS,
    safety: { ...NOBODY_ADOPTS.safety, canary: { accounts: [FIRST], organizationalUnits: [], for: days(1) } },
  };
  const two = () => ({
    sandbox: sandboxWith([
      member(FIRST, [{ name: 'app', keys: [{ createdAt: day(-95), lastUsed }] }]),
      member(SECOND, [{ name: 'app', keys: [{ createdAt: day(-95), lastUsed }] }]),
    ]),
    ledger: memoryLedger(),
  });

  it('a task of which there is no entry at all among the results is a failure in the coverage', async () => {
    const { sandbox, ledger } = two();
    const parts = partsOf(sandbox, { ledger });
    const manifest = await begin(parts, { enforce: true });
    const results = [];
    for (const task of manifest.tasks.filter(({ account }) => account.id !== SECOND))
      results.push({ task, result: await workOnAccount(parts, manifest, { task, canary: manifest.canary }) });
    const { report } = await finish(parts, manifest, { results, delivered: NO_OUTBOX });
    expect(report.coverage.map(({ accountId }) => accountId)).toContain(SECOND);
    expect([report.complete, report.exitCode]).toEqual([false, 2]);
  });

  it('a canary that failed before it could be entered makes the others wait in this run', async () => {
    const { sandbox, ledger } = two();
    const parts = partsOf(sandbox, { ledger, settings: CANARY });
    const manifest = await begin(parts, { enforce: true });
    const open: Manifest = {
      ...manifest,
      canary: { open: true },
      tasks: manifest.tasks.filter(({ wave }) => wave !== 'canary'),
      settled: [
        {
          accountId: FIRST,
          name: 'account-111',
          outcome: 'failed',
          code: 'ACCOUNT_TAGS_UNREADABLE',
          why: 'x',
          next: 'y',
        },
      ],
    };
    expect(gate(open, new Map()).open).toBe(false);
  });

  it('a failure in the first turn of an account outside is not lost with a second turn', () => {
    const failed: AccountResult = {
      ...resultWithout({
        accountId: FIRST,
        name: 'a',
        outcome: 'scanned',
        users: 2,
        usersWithKeys: 2,
        failedUsers: [{ userName: 'app', code: 'AccessDenied', why: 'no' }],
      }),
      handled: ['AIDA1' as UserId],
    };
    const well = resultWithout({
      accountId: FIRST,
      name: 'a',
      outcome: 'excluded',
      why: 'excluded by scope.excludeAccounts',
    });
    expect(JSON.stringify(joinTurns(failed, well).coverage)).toContain('AccessDenied');
    // The other way round it is kept.
    const { handled: _, ...last } = failed;
    expect(JSON.stringify(joinTurns({ ...well, handled: [] }, last).coverage)).toContain('AccessDenied');
  });

  it('a failure in the first turn is still told when the second turn cannot enter the account', () => {
    const first: AccountResult = {
      ...resultWithout({
        accountId: FIRST,
        name: 'a',
        outcome: 'scanned',
        users: 2,
        usersWithKeys: 2,
        failedUsers: [{ userName: 'app', code: 'AccessDenied', why: 'no' }],
      }),
      handled: ['AIDA1' as UserId],
    };
    const second = resultWithout({
      accountId: FIRST,
      name: 'a',
      outcome: 'failed',
      code: 'Throttling',
      why: 'slow',
      next: 'again',
    });
    const whole = joinTurns(first, second);
    expect(JSON.stringify(whole)).toContain('AccessDenied');
  });

  it.each([1, 2, 3, 4])(
    'after a turn met the secrets of another ledger, the next turns change nothing (%s)',
    async (seed) => {
      const sandbox = sandboxWith([
        member(FIRST, [
          { name: 'a', keys: [{ createdAt: day(-95), lastUsed }] },
          ...['b', 'c', 'd', 'e'].map((name) => ({ name, keys: [{ createdAt: day(-1), lastUsed }] })),
        ]),
      ]);
      const old = memoryLedger('old');
      await run(sandbox, { ledger: old, processId: 'old' });
      const [first] = sandbox.world.iam.keys({ accountId: FIRST, userName: 'a' });
      sandbox.world.iam.deleteKey(first?.id ?? '');
      sandbox.clock.set(day(100));
      const ledger = memoryLedger('new');
      const settings: Settings = {
        ...NOBODY_ADOPTS,
        policy: { ...NOBODY_ADOPTS.policy, unusedKeys: 'replace' },
      };
      const parts = (name: string) => ({
        ...partsOf(sandbox, { ledger, settings, processId: `${name}-${seed}` }),
        newLedger: 'not-asked-for' as const,
        budget: createBudget(NOBODY_ADOPTS.safety),
      });
      const manifest = await begin(parts('begin'), { enforce: true });
      const [task] = manifest.tasks.filter(({ account }) => account.id === FIRST);
      if (task === undefined) throw new Error('no task');
      let whole: AccountResult | undefined;
      let after = 0;
      for (let turn = 0; whole === undefined || whole.handled !== undefined; turn += 1) {
        const mine = parts(`t${turn}`);
        const met = whole?.otherLedger !== undefined;
        const before = sandbox.world.events.length;
        const result: AccountResult = await workOnAccount(mine, manifest, {
          task,
          canary: manifest.canary,
          ...(whole?.otherLedger === undefined ? {} : { otherLedger: whole.otherLedger }),
          turn: {
            until: mine.clock.now(),
            ...(whole?.handled === undefined ? {} : { handled: whole.handled }),
          },
        });
        whole = joinTurns(whole, result);
        if (met)
          after += sandbox.world.events
            .slice(before)
            .filter(({ type, actor }) => type === 'CreateAccessKey' && actor !== 'hand').length;
      }
      expect(whole.otherLedger).toBe('old');
      expect(after).toBe(0);
    },
  );
});

describe('contact', () => {
  const facts = {
    account: { id: FIRST, name: 'shop', email: 'shop@example.com', state: 'ACTIVE', organizationalUnits: [] },
    userId: 'AIDA1',
    userName: 'app',
    userArn: 'arn:aws:iam::1:user/app',
    tags: { known: true, value: new Map([['owner', 'me']]) },
    groups: { known: true, value: [] },
    keys: [],
    lastUsed: new Map(),
    readAt: 0,
  } as never as Parameters<typeof newContact>[0];

  it('a run of this account alone does not forget the address of the account', () => {
    const before = newContact(facts, undefined, 0 as Instant);
    const alone = { ...facts, account: { ...facts.account, name: 'this account', email: '' } };
    const after = newContact(alone, before, 1 as Instant) ?? before;
    expect(after?.accountEmail).toBe('shop@example.com');
  });

  it('the same tags in another order are nothing new', () => {
    const tags = (pairs: [string, string][]) => ({
      ...facts,
      tags: { known: true as const, value: new Map(pairs) },
    });
    const before = newContact(
      tags([
        ['a', '1'],
        ['b', '2'],
      ]),
      undefined,
      0 as Instant,
    );
    expect(
      newContact(
        tags([
          ['b', '2'],
          ['a', '1'],
        ]),
        before,
        1 as Instant,
      ),
    ).toBeUndefined();
  });
});

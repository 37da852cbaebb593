import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { violations } from '../../src/demo/invariants.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import type { FaultRule, Sandbox } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith, use } from '../support/world.ts';

const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
const expired = (name: string) => ({ name, keys: [{ createdAt: day(-95), lastUsed }] });
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const world = (): Sandbox => sandboxWith(ACCOUNTS.map((id) => member(id, [expired('a'), expired('b')])));
const refuse = { kind: 'error', status: 403, code: 'AccessDenied', message: 'injected' } as const;

function done(report: RunReport): number {
  return report.decisions.filter((decision) => decision.outcome?.status === 'done').length;
}

describe('isolation (G5)', () => {
  const cases: readonly [string, FaultRule, { readonly failedAccounts: number; readonly done: number }][] = [
    [
      'an account that cannot be entered',
      (call) => (call.operation === 'AssumeRole' && call.accountId === ACCOUNTS[1] ? refuse : undefined),
      { failedAccounts: 1, done: 4 },
    ],
    [
      'an account whose users cannot be listed',
      (call) =>
        call.operation === 'GetAccountAuthorizationDetails' && call.accountId === ACCOUNTS[0]
          ? refuse
          : undefined,
      { failedAccounts: 1, done: 4 },
    ],
    [
      'an account that is throttled without end',
      (call) => (call.service === 'iam' && call.accountId === ACCOUNTS[2] ? { kind: 'throttle' } : undefined),
      { failedAccounts: 1, done: 4 },
    ],
    [
      'an account whose every key operation breaks off',
      (call) =>
        call.operation === 'CreateAccessKey' && call.accountId === ACCOUNTS[1]
          ? { kind: 'lost-response' }
          : undefined,
      { failedAccounts: 0, done: 4 },
    ],
  ];

  it.each(cases)(
    '%s touches no other account, and makes the result non-zero',
    async (_name, rule, wanted) => {
      const sandbox = world();
      sandbox.faults.on(rule);
      const report = await run(sandbox, { ledger: memoryLedger() });
      expect(done(report)).toBe(wanted.done);
      expect(report.coverage.filter((entry) => entry.outcome === 'failed')).toHaveLength(
        wanted.failedAccounts,
      );
      expect(report).toMatchObject({ complete: false, exitCode: 2 });
    },
  );

  it('one user whose keys cannot be changed touches no other user', async () => {
    const sandbox = world();
    const deny = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::111111111111:user/a' },
      ],
    };
    const role = { accountId: '111111111111', roleName: 'KeyturnRotate' };
    const before = sandbox.world.iam.role(role).policies.map((policy) => policy.text);
    sandbox.world.iam.setRolePolicies(role, [...before, deny]);
    const report = await run(sandbox, { ledger: memoryLedger() });
    expect(done(report)).toBe(5);
    const [account] = report.coverage.filter((entry) => entry.accountId === '111111111111');
    expect(account).toMatchObject({
      outcome: 'scanned',
      failedUsers: [{ userName: 'a', code: expect.stringContaining('AccessDenied') }],
    });
    expect(report.exitCode).toBe(2);
  });

  it('one user whose keys cannot be read touches no other user', async () => {
    const sandbox = world();
    let seen = 0;
    sandbox.faults.on((call) => {
      if (call.operation !== 'ListAccessKeys' || call.accountId !== '222222222222') return undefined;
      seen += 1;
      return seen === 1 ? refuse : undefined;
    });
    const report = await run(sandbox, { ledger: memoryLedger() });
    expect(done(report)).toBe(5);
    expect(report.exitCode).toBe(2);
  });

  it('a list of accounts that breaks off is never worked on', async () => {
    const sandbox = sandboxWith(
      ACCOUNTS.map((id) => member(id, [expired('a')])),
      { pageSize: 2 },
    );
    let pages = 0;
    sandbox.faults.on((call) => {
      if (call.operation !== 'ListAccounts') return undefined;
      pages += 1;
      return pages > 1 ? refuse : undefined;
    });
    await expect(run(sandbox, { ledger: memoryLedger() })).rejects.toMatchObject({
      code: 'ORGANIZATION_LIST_DENIED',
    });
    expect(
      sandbox.world.events.filter(
        (event) => event.type === 'CreateAccessKey' && event.sessionName !== undefined,
      ),
    ).toEqual([]);
  });

  it('an account that the configuration names and the organization does not list is a failure', async () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      scope: { ...DEFAULT_SETTINGS.scope, accounts: ['111111111111', '444444444444'] },
    };
    const report = await run(world(), { ledger: memoryLedger(), settings, enforce: false });
    expect(report.coverage.find((entry) => entry.accountId === '444444444444')).toMatchObject({
      outcome: 'failed',
      code: 'ACCOUNT_NOT_LISTED',
    });
    expect(report.exitCode).toBe(2);
  });
});

describe('a dry run (G4)', () => {
  it('changes nothing in AWS and nothing in the ledger, whatever is due', async () => {
    const sandbox = world();
    const ledger = memoryLedger();
    sandbox.world.iam.addKey(
      { accountId: '111111111111', userName: 'a' },
      { createdAt: day(-300), status: 'Inactive' },
    );
    sandbox.world.iam.addKey({ accountId: '111111111111', userName: 'b' }, { createdAt: day(-300) });
    const before = sandbox.world.events.length;
    for (const today of [0, 7, 30]) {
      sandbox.clock.set(day(today));
      const report = await run(sandbox, { ledger, enforce: false });
      expect(report.decisions.some((decision) => decision.action === 'rotate')).toBe(true);
    }
    // To AWS a credential report that is made is a read, as is a role that is assumed.
    const reads = ['AssumeRole', 'GenerateCredentialReport'];
    const changes = sandbox.world.events.slice(before).filter(({ type }) => !reads.includes(type));
    expect(changes).toEqual([]);
    expect(await ledger.findUsers({ user: 'app' })).toEqual([]);
    expect(await ledger.runs(1000)).toEqual([]);
  });
});

describe('what is not known (G3)', () => {
  it('a last-used read that is throttled for weeks never ends in a deactivation or deletion', async () => {
    const sandbox = sandboxWith([
      member('111111111111', [expired('a'), { name: 'idle', keys: [{ createdAt: day(-200) }] }]),
    ]);
    const ledger = memoryLedger();
    sandbox.faults.on((call) =>
      call.operation === 'GetAccessKeyLastUsed' ? { kind: 'throttle' } : undefined,
    );
    for (let today = 0; today < 60; today += 5) {
      sandbox.clock.set(day(today));
      const report = await run(sandbox, { ledger, processId: `d${today}` });
      expect(report.decisions.every((decision) => decision.action === 'hold')).toBe(true);
    }
    expect(
      sandbox.world.events.filter(
        (event) => event.type === 'UpdateAccessKey' || event.type === 'DeleteAccessKey',
      ),
    ).toEqual([]);
  });
});

describe('a new key that cannot be proven', () => {
  it('is taken back, and the old key never notices', async () => {
    const sandbox = sandboxWith([member('111111111111', [expired('a')])], {
      propagationMs: { newKey: 20 * 60_000 },
    });
    const ledger = memoryLedger();
    const ref = { accountId: '111111111111', userName: 'a' };
    const [old] = sandbox.world.iam.keys(ref);
    const report = await run(sandbox, { ledger, processId: 'first' });
    expect(report.decisions.find((decision) => decision.action === 'rotate')?.outcome).toMatchObject({
      status: 'failed',
      code: 'PROOF_FAILED',
    });
    expect(report.exitCode).toBe(2);
    expect(sandbox.world.iam.keys(ref).map((key) => key.status)).toEqual(['Active', 'Inactive']);
    expect((await ledger.pendingNotices()).length).toBe(0);
    sandbox.clock.set(day(2));
    await run(sandbox, { ledger, processId: 'second' });
    expect(sandbox.world.iam.keys(ref).map((key) => key.id)).toContain(old?.id);
    expect(use(sandbox, old?.id ?? '')).toBe(true);
    expect(violations(sandbox.world.events, { quiet: 5 * DAY, soak: 10 * DAY })).toEqual([]);
  });
});

describe('size', () => {
  it('plans an account of 5,000 users, every page of it', async () => {
    const users = Array.from({ length: 5000 }, (_, index) => ({
      name: `u${index}`,
      keys: [{ createdAt: day(-(index % 80)), lastUsed }],
    }));
    const sandbox = sandboxWith([member('111111111111', users)], { pageSize: 100 });
    const parts = partsOf(sandbox, { ledger: memoryLedger() });
    const report = await runOnce(parts, { enforce: false, readAll: true });
    expect(report.coverage.find((entry) => entry.accountId === '111111111111')).toMatchObject({
      users: 5000,
      usersWithKeys: 5000,
    });
    expect(report.decisions).toHaveLength(5000);
    expect(sandbox.clock.now() - day(0)).toBeGreaterThan(HOUR / 60);
  });
});

import { describe, expect, it } from 'vitest';
import { forecast } from '../../src/app/forecast.ts';
import { runOnce } from '../../src/app/run/run-once.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import type { Narrowing } from '../../src/domain/narrowing.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { days } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { renderTable } from '../../src/report/table.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import {
  day,
  member,
  memoryLedger,
  partsOf,
  type RunSetup,
  reportsOf,
  run,
  sandboxWith,
} from '../support/world.ts';

const SHOP = '111111111111' as AccountId;
const BANK = '222222222222' as AccountId;
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
const old = (name: string) => ({ name, keys: [{ createdAt: day(-100), lastUsed }] });

function world(): { readonly sandbox: Sandbox; readonly ledger: Ledger } {
  const accounts = [
    member(SHOP, [old('deploy-a'), old('deploy-b'), old('mailer')]),
    member(BANK, [old('deploy-c'), old('ledger')]),
  ];
  return { sandbox: sandboxWith(accounts), ledger: memoryLedger() };
}

async function narrowRun(
  sandbox: Sandbox,
  setup: RunSetup & { readonly enforce?: boolean },
  given: Partial<Narrowing>,
) {
  return await runOnce(partsOf(sandbox, { processId: 'narrow', ...setup }), {
    enforce: setup.enforce ?? true,
    narrow: { accounts: [], users: [], ...given },
  });
}

/** Who has got a second key, as account and name. */
function replaced(sandbox: Sandbox): readonly string[] {
  return [SHOP, BANK].flatMap((accountId) =>
    sandbox.world.iam
      .users(accountId)
      .filter(({ name }) => sandbox.world.iam.keys({ accountId, userName: name }).length > 1)
      .map(({ name }) => name),
  );
}

/** Everything that the ledger holds about users other than those named. */
async function knownOfOthers(ledger: Ledger, names: readonly string[]): Promise<unknown> {
  const all = await Promise.all([SHOP, BANK].map(async (id) => [...(await ledger.loadAccount(id)).values()]));
  return all.flat().filter((memory) => !memory.keys.some((key) => names.includes(key.userName)));
}

describe('a narrowed run', () => {
  it.each([
    [{ accounts: [SHOP] }, ['deploy-a', 'deploy-b', 'mailer']],
    [{ accounts: ['Account-222'] }, ['deploy-c', 'ledger']],
    [{ users: ['deploy-*'] }, ['deploy-a', 'deploy-b', 'deploy-c']],
    [{ users: ['MAILER', 'ledger'] }, ['mailer', 'ledger']],
    [{ accounts: [BANK], users: ['deploy-?'] }, ['deploy-c']],
  ])('%j changes the keys of nobody else', async (given, expected) => {
    const { sandbox, ledger } = world();
    const report = await narrowRun(sandbox, { ledger }, given);
    expect(replaced(sandbox)).toEqual(expected);
    expect([...new Set(report.decisions.map(({ userName }) => userName))].sort()).toEqual(
      [...expected].sort(),
    );
  });

  it('takes a user id as well', async () => {
    const { sandbox, ledger } = world();
    const mailer = sandbox.world.iam.users(SHOP).find(({ name }) => name === 'mailer');
    await narrowRun(sandbox, { ledger }, { users: [mailer?.userId ?? ''] });
    expect(replaced(sandbox)).toEqual(['mailer']);
  });

  it('says what it left out, ends with 0, and is never complete, nor the latest report, nor a point of the trend', async () => {
    const { sandbox, ledger } = world();
    const report = await narrowRun(sandbox, { ledger }, { accounts: [SHOP], users: ['mailer'] });
    expect(report).toMatchObject({
      complete: false,
      exitCode: 0,
      narrowed: { accounts: [SHOP], users: ['mailer'] },
    });
    const left = report.coverage.filter(({ outcome }) => outcome === 'excluded');
    expect(left.map((entry) => entry.outcome === 'excluded' && entry.why)).toEqual([
      '--account does not name it',
      '--account does not name it',
    ]);
    const table = renderTable(report, { width: 120 });
    expect(table).toContain(`Only --account ${SHOP} --user mailer`);
    expect(table).toContain('Part: Only what was asked for was read');
    expect(table).not.toContain('Complete');
    expect(await reportsOf(ledger).last()).toBeUndefined();
    expect((await ledger.runs(1000)).map(({ partial, complete }) => [partial, complete])).toEqual([
      [true, false],
    ]);
    expect((await run(sandbox, { ledger, processId: 'whole' })).trend).toHaveLength(1);
  });

  it('leaves everything that is known of others as it was: the gone, notices that wait, and what was read', async () => {
    const { sandbox, ledger } = world();
    const setup = { ledger, parts: { notifiers: [] } };
    await run(sandbox, { ...setup, processId: 'before' });
    sandbox.world.iam.deleteUser({ accountId: SHOP, userName: 'mailer' });
    sandbox.clock.advance(days(5));
    const others = await knownOfOthers(ledger, ['deploy-a']);
    const reads = [...(await ledger.loadReads(SHOP))];
    const waiting = (await ledger.pendingNotices()).filter(({ userName }) => userName !== 'deploy-a');
    expect(waiting.length).toBeGreaterThan(0);
    // This time there is a channel that takes notices.
    const report = await narrowRun(sandbox, { ledger }, { users: ['deploy-a'] });
    expect(report.notices.accepted).toBeGreaterThan(0);
    expect(await knownOfOthers(ledger, ['deploy-a'])).toEqual(others);
    expect([...(await ledger.loadReads(SHOP))]).toEqual(reads);
    expect((await ledger.pendingNotices()).filter(({ userName }) => userName !== 'deploy-a')).toEqual(
      waiting,
    );
    // A whole account, too, is no whole run: who is gone from it is forgotten by the next one.
    await narrowRun(sandbox, { ledger, processId: 'account' }, { accounts: [SHOP] });
    const mailer = async () =>
      (await ledger.findUsers({ user: 'mailer' }))[0]?.keys.map(({ goneAt }) => goneAt !== undefined);
    expect(await mailer()).not.toContain(true);
    await run(sandbox, { ledger, processId: 'whole' });
    expect(await mailer()).not.toContain(false);
  });

  it.each([
    [{ accounts: ['shop'] }, 'ACCOUNT_NOT_FOUND', '--account shop: none of the 3 accounts'],
    [{ accounts: [SHOP, '333333333333'] }, 'ACCOUNT_NOT_FOUND', '--account 333333333333'],
    [{ users: ['mailer', 'nobody-*'] }, 'USER_NOT_FOUND', '--user nobody-*: no user in the 3 accounts'],
    [{ accounts: [BANK], users: ['mailer'] }, 'USER_NOT_FOUND', '--user mailer: no user in the account'],
  ])('%j is refused before anything is changed', async (given, code, text) => {
    const { sandbox, ledger } = world();
    const refused = narrowRun(sandbox, { ledger }, given);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(text) });
    expect(replaced(sandbox)).toEqual([]);
    expect(await ledger.runs(1000)).toEqual([]);
  });

  it('says when a name is out of scope', async () => {
    const { sandbox, ledger } = world();
    const scope = { ...DEFAULT_SETTINGS.scope, excludeAccounts: [BANK], users: ['deploy-*'] };
    const settings: Settings = { ...DEFAULT_SETTINGS, scope };
    await expect(narrowRun(sandbox, { ledger, settings }, { accounts: [BANK] })).rejects.toMatchObject({
      code: 'ACCOUNT_NOT_FOUND',
      message: expect.stringContaining('scope.excludeAccounts'),
    });
    await expect(narrowRun(sandbox, { ledger, settings }, { users: ['mailer'] })).rejects.toMatchObject({
      code: 'USER_NOT_FOUND',
      message: expect.stringContaining('outside scope.users'),
    });
  });

  it('counts an account that cannot be listed as a failure, not as one without such a user', async () => {
    const { sandbox, ledger } = world();
    const denied = { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' } as const;
    sandbox.faults.on((call) =>
      call.operation === 'GetAccountAuthorizationDetails' && call.accountId === BANK ? denied : undefined,
    );
    const report = await narrowRun(sandbox, { ledger }, { users: ['mailer', 'ledger'] });
    expect(report.exitCode).toBe(2);
    expect(report.coverage.find(({ accountId }) => accountId === BANK)).toMatchObject({ outcome: 'failed' });
    expect(replaced(sandbox)).toEqual(['mailer']);
    // An account that nobody asked about may be broken.
    const other = await narrowRun(sandbox, { ledger, processId: 'other' }, { accounts: [SHOP] });
    expect(other.exitCode).toBe(0);
  });

  it('shows nothing of the canaries when it looked at some of their users only', async () => {
    const { sandbox, ledger } = world();
    const canary = { accounts: [SHOP], organizationalUnits: [], for: days(3) };
    const settings: Settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, canary } };
    await narrowRun(sandbox, { ledger, settings }, { users: ['mailer'] });
    await narrowRun(sandbox, { ledger, settings, processId: 'all' }, { accounts: [SHOP] });
    expect((await ledger.runs(1000)).map((entry) => entry.canary?.scanned)).toEqual([false, true]);
  });

  it('narrows a forecast as well', async () => {
    const { sandbox, ledger } = world();
    const narrow = { accounts: [], users: ['mailer'] };
    const result = await forecast(partsOf(sandbox, { ledger }), 20, { narrow });
    expect(new Set(result.events.map(({ userName }) => userName))).toEqual(new Set(['mailer']));
    expect(result.narrowed).toEqual(narrow);
    const nobody = forecast(partsOf(sandbox, { ledger }), 20, { narrow: { accounts: [], users: ['x'] } });
    await expect(nobody).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });
});

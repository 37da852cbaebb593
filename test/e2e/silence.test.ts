import { describe, expect, it } from 'vitest';
import type { Fault, Sandbox } from '../../src/sandbox/index.ts';
import { keyturn } from '../support/command.ts';
import { ACCOUNT, memberWithKey, world } from './fixture.ts';

const USER = { accountId: ACCOUNT, userName: 'deploy' };
const SECOND_EACH = { KEYTURN_REQUEST_TIMEOUT: '1s' };

/** Lets one kind of call go wrong, every time or so often. */
function strike(sandbox: Sandbox, operation: string, fault: Fault, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  sandbox.faults.on((call) => {
    if (call.operation !== operation || left <= 0) return undefined;
    left -= 1;
    return fault;
  });
}

const INTERRUPTED = expect.objectContaining({ accountId: ACCOUNT, code: 'INTERRUPTED' });

const outcomesIn = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { decisions: { outcome?: { status: string; code?: string } }[] }).decisions.flatMap(
    ({ outcome }) => (outcome === undefined ? [] : `${outcome.status} ${outcome.code}`),
  );

describe('a peer that never answers', () => {
  it.each([
    [{ kind: 'never-answered', executed: true }, 'TimeoutError'],
    [{ kind: 'truncated-200', executed: true }, 'UnreadableAnswer'],
    [{ kind: 'empty-200', executed: true }, 'UnreadableAnswer'],
    [{ kind: 'html-502', executed: true }, 'UnreadableAnswer'],
  ] as const)('%o: the run ends, and the next makes no second key', async (fault, code) => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    strike(sandbox, 'CreateAccessKey', fault, 1);
    const first = await run(['run', '--enforce', '--format', 'json'], SECOND_EACH);
    expect(first.exitCode).toBe(2);
    expect(outcomesIn(first.stdout)).toEqual([`failed ${code}`]);
    expect(sandbox.world.iam.keys(USER)).toHaveLength(2);
    await run(['run', '--enforce'], SECOND_EACH);
    const created = sandbox.calls.filter(({ operation, ok }) => operation === 'CreateAccessKey' && ok);
    expect(created).toHaveLength(1);
  });

  it('holds one user for three timeouts of a read, and the run is incomplete', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    strike(sandbox, 'ListAccessKeys', { kind: 'never-answered', executed: true });
    const result = await run(['run', '--enforce', '--format', 'json'], SECOND_EACH);
    expect(result.exitCode).toBe(2);
    const asked = sandbox.calls.filter(({ operation }) => operation === 'ListAccessKeys');
    expect(asked).toHaveLength(3);
  });

  it.each(['empty-200', 'truncated-200', 'html-502'] as const)(
    'a list that comes as %s is no empty list: it is read again',
    async (kind) => {
      const { sandbox, run } = await world([memberWithKey(95)]);
      for (const operation of ['ListAccounts', 'GetAccountAuthorizationDetails', 'ListAccessKeys'])
        strike(sandbox, operation, { kind, executed: true }, 1);
      const result = await run(['plan', '--format', 'json']);
      expect(result.exitCode).toBe(0);
      expect(result.stdout).toContain('EXPIRED_ACTIVE_KEY');
    },
  );
});

describe('what a run waits for', () => {
  const silent: Fault = { kind: 'never-answered', executed: false };

  it('is said once, and a signal ends a reading at once, long before its timeout', async () => {
    const { sandbox, env, cwd } = await world([memberWithKey(95)]);
    strike(sandbox, 'GetAccountAuthorizationDetails', silent);
    const how = { env, cwd, interruptAfter: 'WAITING_FOR_ANSWER' };
    const begun = performance.now();
    const { stdout, stderr, exitCode } = await keyturn(['run', '--enforce', '--format', 'json'], how);
    // The request's timeout is 30 seconds, and three attempts would be made.
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /AWS has not answered iam GetAccountAuthorizationDetails in account \d{12} \(global\): .* in 2\d seconds/,
    );
    expect(stderr.match(/WAITING_FOR_ANSWER/g)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ coverage: expect.arrayContaining([INTERRUPTED]) });
    const asked = sandbox.calls.filter(({ operation }) => operation === 'GetAccountAuthorizationDetails');
    // Once in each of the two accounts.
    expect(asked).toHaveLength(2);
  });

  it('is not said with --quiet', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    strike(sandbox, 'ListAccessKeys', silent, 1);
    const given = await run(['plan', '--quiet'], { KEYTURN_REQUEST_TIMEOUT: '4s' });
    expect(given).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('a signal', () => {
  it('waits for the outcome of a change that was sent, writes it down, and begins nothing more', async () => {
    const { sandbox, env, cwd, run } = await world([memberWithKey(95)]);
    const begun = Promise.withResolvers<void>();
    sandbox.faults.on(({ operation }) => {
      if (operation !== 'CreateAccessKey') return undefined;
      begun.resolve();
      return { kind: 'never-answered', executed: true };
    });
    const how = { env: { ...env, ...SECOND_EACH }, cwd, interruptWhen: begun.promise };
    const ended = await keyturn(['run', '--enforce', '--format', 'json'], how);
    expect(ended.exitCode).toBe(2);
    expect(outcomesIn(ended.stdout)).toEqual(['failed TimeoutError']);
    expect(sandbox.calls.at(-1)?.operation).toBe('CreateAccessKey');
    const journal = (await run(['ledger', 'export', '--out', '-'])).stdout;
    expect(journal).toMatch(/"step":"create","phase":"unknown"|"phase":"unknown".*"step":"create"/);
  });

  it.each([
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    ['SIGHUP', 'SIGHUP'],
  ] as const)('%s: a saga to which nothing is answered ends within the stated time', async (...signals) => {
    const { sandbox, env, cwd } = await world([memberWithKey(95)]);
    const begun = Promise.withResolvers<void>();
    let silent = false;
    sandbox.faults.on(({ operation }) => {
      if (operation === 'PutSecretValue') {
        silent = true;
        begun.resolve();
      }
      return silent ? { kind: 'never-answered', executed: false } : undefined;
    });
    // Passed on by npm, a signal comes twice: that is the same wish, and it is answered once.
    const how = { env: { ...env, ...SECOND_EACH }, cwd, interruptWhen: begun.promise, signals };
    const ended = keyturn(['run', '--enforce'], how).then((result) => ({ ...result, at: performance.now() }));
    await begun.promise;
    const asked = performance.now();
    const { stderr, exitCode, at } = await ended;
    expect(exitCode).toBe(130);
    expect(stderr.match(/Stopping/g)).toHaveLength(1);
    expect(stderr).toContain('within 4 seconds, and no other change starts');
    expect(stderr).toContain('INTERRUPTED');
    expect(at - asked).toBeGreaterThan(3000);
    expect(at - asked).toBeLessThan(30_000);
  });

  it('of a terminal that goes away ends the run as Ctrl-C does, and nobody stays leased', async () => {
    const { sandbox, env, cwd, run } = await world([memberWithKey(95)]);
    const how = { env, cwd, interruptAfter: 'Reading', signals: ['SIGHUP'], hangUp: true } as const;
    expect((await keyturn(['run', '--enforce'], how)).exitCode).toBe(2);
    expect((await run(['run', '--enforce'])).exitCode).toBe(0);
    expect(sandbox.world.iam.keys(USER)).toHaveLength(2);
  });
});

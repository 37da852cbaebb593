import { describe, expect, it } from 'vitest';
import type { Fault, Sandbox } from '../../src/sandbox/index.ts';
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

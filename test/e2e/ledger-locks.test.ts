import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { instant, MINUTE, plus } from '../../src/domain/time.ts';
import { linuxProcesses } from '../../src/ledger/linux-processes.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { type RunningCommand, startKeyturn } from '../support/running-command.ts';
import { ACCOUNT, memberWithKey, type World, world } from './fixture.ts';

const USER = { accountId: ACCOUNT, userName: 'deploy' };
const RUN = ['run', '--enforce', '--format', 'json', '--ledger', 'keyturn-ledger.sqlite'];

const made = ({ sandbox }: World): number =>
  sandbox.world.events.filter((event) => event.type === 'CreateAccessKey' && event.sessionName !== undefined)
    .length;

/** What the run did about its one user: the outcomes, and why something was not done. */
function outcomes(stdout: string): readonly unknown[] {
  const { decisions } = JSON.parse(stdout) as {
    decisions: { outcome?: { status: string; why?: string } }[];
  };
  return decisions.map(({ outcome }) => outcome);
}

describe('a run whose ledger another process locks in the middle of a rotation', () => {
  it('waits, says so, and finishes what it began', async () => {
    const at = await world([memberWithKey(95)]);
    let lock: DatabaseSync | undefined;
    const unlock = (): void => {
      lock?.close();
      lock = undefined;
    };
    onTestFinished(unlock);
    at.sandbox.faults.on((call) => {
      if (call.operation !== 'CreateAccessKey') return undefined;
      lock = new DatabaseSync(at.file('keyturn-ledger.sqlite'));
      // A backup, say. The answer with the secret is on its way: it is now that the ledger must be written.
      lock.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
      return undefined;
    });
    const { ended } = startKeyturn(RUN, {
      env: at.env,
      cwd: at.cwd,
      hear: (said) => {
        if (said.includes('is locked by another process; waiting for up to 2 minutes')) unlock();
      },
    });
    const result = await ended;
    expect(result).toMatchObject({ exitCode: 0 });
    expect(outcomes(result.stdout)).toEqual([{ status: 'done' }]);
    expect(made(at)).toBe(1);
    expect(at.sandbox.world.iam.keys(USER).map((key) => key.status)).toEqual(['Active', 'Active']);
  });
});

describe('a run that is killed', () => {
  const killAt = async (at: World, operation: string, count = 1): Promise<void> => {
    let running: RunningCommand | undefined;
    let seen = 0;
    const clear = at.sandbox.faults.on((call) => {
      if (call.operation === operation) seen += 1;
      if (call.operation !== operation || seen !== count) return undefined;
      running?.kill();
      return undefined;
    });
    running = startKeyturn(RUN, { env: at.env, cwd: at.cwd });
    expect(await running.ended).toMatchObject({ exitCode: -1 });
    clear();
  };

  it('with nothing under way leaves a lease that the next run takes over at once, where its death can be proven', async () => {
    const at = await world([memberWithKey(95)]);
    // The second list of keys is the one that is read under the lease, just before the change.
    await killAt(at, 'ListAccessKeys', 2);
    expect(made(at)).toBe(0);
    const again = await at.run(RUN);
    const provable = linuxProcesses().own !== undefined;
    const deferred = {
      status: 'deferred',
      why: expect.stringContaining('another run is working on this user'),
    };
    expect(outcomes(again.stdout)).toEqual([provable ? { status: 'done' } : deferred]);
    expect(made(at)).toBe(provable ? 1 : 0);
  });

  it('while a key was being made leaves a lease that stands until that key must have appeared', async () => {
    const at = await world([memberWithKey(95)]);
    await killAt(at, 'CreateAccessKey');
    const ledger = await openLedger({
      path: at.file('keyturn-ledger.sqlite'),
      kind: 'real',
      newId: 'x',
      mustExist: true,
    });
    onTestFinished(() => ledger.close());
    const ref = {
      accountId: ACCOUNT as AccountId,
      userId: at.sandbox.world.iam.user(USER).userId as UserId,
    };
    const lease = async (minutes: number): Promise<unknown> => {
      const now = instant(Date.now() + minutes * MINUTE);
      return await ledger.acquireLease(ref, { holder: 'next', now, until: plus(now, 15 * MINUTE) });
    };
    expect((await ledger.loadUser(ref)).openSaga).toMatchObject({ kind: 'rotate' });
    expect(await lease(0)).toBeUndefined();
    expect(await lease(11)).toBeUndefined();
    // Where the death of its holder can be proven, it need not come to its own end.
    if (linuxProcesses().own === undefined) expect(await lease(13)).toBeUndefined();
    else expect(await lease(13)).toBeDefined();
  });
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createKillSwitch } from '../../src/app/kill-switch.ts';
import { runOnce } from '../../src/app/run/run-once.ts';
import { isInterrupted, KeyturnError } from '../../src/domain/errors.ts';
import type { RunReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { ACCOUNT, lastUsed, memoryOf, NAME, type W } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, sandboxWith } from '../support/world.ts';

/** Secrets that others made are taken over: of all rotations that with the most readings. */
const SETTINGS: Settings = {
  ...NOBODY_ADOPTS,
  delivery: { ...NOBODY_ADOPTS.delivery, adoptExisting: true },
};
const USERS = ['app', 'other'].map((userName) => ({ accountId: ACCOUNT, userName }));

/** Two users whose keys are due: while one is changed, the other is read. */
function theirWorld(): W {
  const users = USERS.map(({ userName }) => ({
    name: userName,
    keys: [{ createdAt: day(-90), lastUsed }],
  }));
  const secrets = USERS.map(({ userName }) => ({
    name: NAME.replace('app', userName),
    region: 'eu-west-1',
    value: 'theirs',
  }));
  return { sandbox: sandboxWith([member(ACCOUNT, users, { secrets })]), ledger: memoryLedger() };
}

/** A run that a person wants to end while its nth call is answered; undefined where it has nothing to report. */
async function stoppedAt(w: W, nth: number): Promise<{ report: RunReport | undefined; operation: string }> {
  const stop = new AbortController();
  const before = w.sandbox.calls.length;
  let operation = '';
  const unhook = w.sandbox.faults.on((call) => {
    if (w.sandbox.calls.length - before !== nth || stop.signal.aborted) return undefined;
    operation = call.operation;
    stop.abort();
    return undefined;
  });
  w.sandbox.clock.set(day(0));
  const parts = partsOf(w.sandbox, { ledger: w.ledger, settings: SETTINGS, stop: stop.signal });
  const report = await runOnce(parts, { enforce: true }).catch((error: unknown) => {
    if (!isInterrupted(error)) throw error;
    return undefined;
  });
  unhook();
  return { report, operation };
}

const CHANGES = /^(Create|Put|Update|Delete|Tag)/;

describe('a run that is stopped by hand', () => {
  it('at every call: reads no more, finishes what was begun, and leaves nothing that is not so', async () => {
    const undisturbed = theirWorld();
    await runOn(undisturbed, 0, SETTINGS);
    const calls = undisturbed.sandbox.calls.length;
    const stopped = new Set<string>();
    for (let nth = 0; nth < calls; nth += 1) {
      const w = theirWorld();
      const { report, operation } = await stoppedAt(w, nth);
      stopped.add(operation);
      const made = w.sandbox.calls.map((call) => call.operation);
      const at = `stopped at ${nth}, ${operation}`;
      for (const ref of USERS) {
        const { held, notices, openSaga } = await memoryOf(w, ref);
        // What a stopped reading could not tell is no hold, and nobody is told of it.
        const told = notices.map(({ kind }) => kind).filter((kind) => kind !== 'rotated');
        expect({ at, held, told, openSaga }).toEqual({ at, held: [], told: [], openSaga: undefined });
      }
      // A key that was made is handed over.
      const times = (name: string): number => made.filter((call) => call === name).length;
      expect({ at, handedOver: times('UpdateSecretVersionStage') }).toEqual({
        at,
        handedOver: times('CreateAccessKey'),
      });
      if (!made.slice(0, nth + 1).some((call) => CHANGES.test(call))) {
        expect({ at, after: made.slice(nth + 1) }).toEqual({ at, after: [] });
        expect(report?.exitCode ?? 2).toBe(2);
      }
      const next = await runOn(w, 0.01, SETTINGS);
      const keys = USERS.map((ref) => w.sandbox.world.iam.keys(ref).length);
      expect({ at, exitCode: next.exitCode, keys }).toEqual({ at, exitCode: 0, keys: [2, 2] });
    }
    expect([...stopped]).toEqual(expect.arrayContaining(['GetAccessKeyLastUsed', 'CreateAccessKey']));
    expect([...stopped]).toEqual(expect.arrayContaining(['GetResourcePolicy', 'AssumeRole']));
  });

  it('waits for the change of one user while the reading of another is given up', async () => {
    const w = theirWorld();
    const stop = new AbortController();
    const parts = partsOf(w.sandbox, {
      ledger: w.ledger,
      settings: SETTINGS,
      stop: stop.signal,
      wrap: (handler) => {
        const handle: typeof handler.handle = async (request, options) => {
          const { body: raw } = request;
          const body = raw instanceof Uint8Array ? new TextDecoder().decode(raw) : String(raw);
          if (body.includes('Action=ListAccessKeys') && body.includes('UserName=other'))
            return await new Promise(() => undefined);
          if (body.includes('Action=CreateAccessKey')) {
            stop.abort();
            // Whoever does not wait for this is through with the run by then.
            for (let turn = 0; turn < 100; turn += 1) await nextTurn();
          }
          return await handler.handle(request, options);
        };
        return new Proxy(handler, { get: (t, n) => (n === 'handle' ? handle : Reflect.get(t, n)) });
      },
    });
    const report = await runOnce(parts, { enforce: true });
    expect(report.decisions).toMatchObject([{ userName: 'app', outcome: { status: 'done' } }]);
    expect(report.exitCode).toBe(2);
  });

  it('is told of as stopped, account by account', async () => {
    const undisturbed = theirWorld();
    await runOn(undisturbed, 0, SETTINGS);
    const reading = undisturbed.sandbox.calls.findIndex(({ operation }) => operation === 'ListAccessKeys');
    const { report } = await stoppedAt(theirWorld(), reading);
    expect(report?.coverage.find(({ accountId }) => accountId === ACCOUNT)).toMatchObject({
      outcome: 'failed',
      code: 'INTERRUPTED',
    });
  });

  it('does not take a kill switch that was not read for one that is engaged', async () => {
    const stopped = new KeyturnError({ code: 'INTERRUPTED', message: 'stopped', next: 'again' });
    const { cloud } = partsOf(theirWorld().sandbox, { ledger: theirWorld().ledger });
    const parameter = async (): Promise<string> => await Promise.reject(stopped);
    const killSwitch = createKillSwitch({ engaged: false, parameter: '/stop' }, { ...cloud, parameter });
    await expect(killSwitch()).rejects.toBe(stopped);
  });
});

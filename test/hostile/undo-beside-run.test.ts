import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run.ts';
import { undo } from '../../src/app/undo.ts';
import type { Settings } from '../../src/config/settings.ts';
import { type Duration, hours, instant, MINUTE } from '../../src/domain/time.ts';
import type { HostMessage } from '../../src/ports/host.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { day, partsOf } from '../support/world.ts';
import {
  DEFAULT_SETTINGS,
  faultOnce,
  memoryOf,
  pauseAt,
  REF,
  runOn,
  statuses,
  UP_TO_GRACE,
  type W,
  world,
} from './support.ts';

/** The next run deactivates the old key. Nobody has to be told, so that no day but two is needed. */
async function upToDeactivation(): Promise<W & { readonly keyId: string }> {
  const w = world();
  await runOn(w, 0, SETTINGS);
  w.sandbox.clock.set(day(11));
  return { ...w, keyId: w.sandbox.world.iam.keys(REF)[0]?.id ?? '' };
}

const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  policy: { ...DEFAULT_SETTINGS.policy, notice: 'not-required' },
  reading: { ...DEFAULT_SETTINGS.reading, credentialReport: false },
};

/** A ledger that stops before or after each operation, from the intent of the deactivation on. */
function stopping(ledger: Ledger, stop: (place: string) => Promise<void>): Ledger {
  let begun = false;
  return new Proxy(ledger, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        begun ||= JSON.stringify(args).includes('"step":"deactivate","phase":"intent"');
        if (begun) await stop(`before ${String(name)}`);
        const result: unknown = await Reflect.apply(value, target, args);
        if (begun) await stop(`after ${String(name)}`);
        return result;
      };
    },
  });
}

/** Plays the run, and does something when it has come to the n-th place; gives the places that it came to. */
async function playRun(w: W, at: number, meanwhile: () => Promise<void>): Promise<readonly string[]> {
  const places: string[] = [];
  const stop = async (place: string): Promise<void> => {
    places.push(place);
    if (places.length - 1 === at) await meanwhile();
  };
  const everyCall = (handler: Parameters<ReturnType<typeof pauseAt>>[0]): typeof handler => {
    const handle: typeof handler.handle = async (request, options) => {
      await stop(`call ${request.headers['x-amz-target'] ?? /Action=\w+/.exec(String(request.body))?.[0]}`);
      return await handler.handle(request, options);
    };
    return new Proxy(handler, { get: (t, n) => (n === 'handle' ? handle : Reflect.get(t, n)) });
  };
  const ledger = stopping(w.ledger, stop);
  await runOnce(
    partsOf(w.sandbox, {
      ledger,
      settings: SETTINGS,
      processId: 'worker',
      withUnits: false,
      wrap: everyCall,
    }),
    { enforce: true },
  );
  return places;
}

/** An undo, and what became of it; `hold` delays its own call until it is let go. */
function undoBeside(w: W, keyId: string, letGo?: Promise<void>): Promise<string> {
  const wrap = pauseAt(
    ({ body }) => body.includes('Action=UpdateAccessKey'),
    async () => await letGo,
  );
  const parts = partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo', withUnits: false, wrap });
  return undo(parts, { user: 'app', key: keyId }).then(
    () => 'undone',
    (error: { code: string }) => error.code,
  );
}

async function assertActiveAndHeld(w: W, keyId: string, place: string): Promise<void> {
  const look = async (): Promise<unknown> => {
    const memory = await memoryOf(w);
    const status = w.sandbox.world.iam.keys(REF).find((key) => key.id === keyId)?.status;
    return { status, holds: memory.holds.map(({ kind }) => kind) };
  };
  expect(await look(), place).toEqual({ status: 'Active', holds: ['undo'] });
  w.sandbox.clock.advance(20 * MINUTE);
  await runOnce(
    partsOf(w.sandbox, { ledger: w.ledger, settings: SETTINGS, processId: 'next', withUnits: false }),
    { enforce: true },
  );
  expect(await look(), `${place}, after the next run`).toEqual({ status: 'Active', holds: ['undo'] });
  const memory = await memoryOf(w);
  const record = memory.keys.find((key) => key.keyId === keyId);
  expect(record, place).not.toHaveProperty('deactivatedAt');
  expect(record, place).not.toHaveProperty('inactiveSince');
  expect(record?.noticesFrom, `${place}: notices begin anew`).toBeGreaterThanOrEqual(day(11));
  expect(memory.openSaga, place).toBeUndefined();
}

describe('an undo while a run deactivates that very key', () => {
  it.each(['at once', 'with its call delayed until the run is over'])(
    'ends with the key active and held, wherever the run is: %s',
    async (kind) => {
      let undone = 0;
      for (let at = 0, places = 1; at < places; at += 1) {
        const w = await upToDeactivation();
        const letGo = Promise.withResolvers<void>();
        let answer: Promise<string> = Promise.resolve('never begun');
        const seen = await playRun(w, at, async () => {
          if (kind === 'at once') {
            answer = undoBeside(w, w.keyId);
            await answer;
            return;
          }
          // It goes on alone up to its call, behind the hold.
          const waiting = Promise.withResolvers<void>();
          answer = undoBeside(
            w,
            w.keyId,
            new Promise((resolve) => {
              waiting.resolve();
              void letGo.promise.then(resolve);
            }),
          );
          await Promise.race([answer, reached(w, waiting.promise)]);
        });
        letGo.resolve();
        places = Math.max(places, seen.length);
        const place = `${at}: ${seen[at]}`;
        const outcome = await answer;
        const intent = seen.indexOf('after save');
        if (outcome === 'NOTHING_TO_UNDO') {
          // Nothing had been begun: the deactivation comes later, and can be undone then.
          expect(at, place).toBeLessThan(intent);
          expect(statuses(w.sandbox), place).toEqual(['Inactive', 'Active']);
          expect((await memoryOf(w)).holds, place).toEqual([]);
          continue;
        }
        expect(outcome, place).toBe('undone');
        undone += 1;
        await assertActiveAndHeld(w, w.keyId, place);
      }
      expect(undone).toBeGreaterThan(8);
    },
  );

  it('is met before the call, and the call is never made', async () => {
    const w = await upToDeactivation();
    const places = await playRun(w, -1, async () => undefined);
    const again = await upToDeactivation();
    await playRun(
      again,
      places.indexOf('after save'),
      async () => void (await undoBeside(again, again.keyId)),
    );
    const sent = again.sandbox.world.events.filter((event) => event.type === 'UpdateAccessKey');
    expect(sent.map((event) => event.sessionName?.includes('worker') ?? false)).not.toContain(true);
    const journal = await again.ledger.journalOf(await memoryOf(again));
    expect(journal.slice(-4).map(({ step, phase, detail }) => [step, phase, detail])).toEqual([
      ['deactivate', 'intent', undefined],
      ['reactivate', 'intent', 'beside another run'],
      ['reactivate', 'done', 'beside another run'],
      ['deactivate', 'refused', 'held: undo'],
    ]);
  });

  it('is met after a call whose answer was lost', async () => {
    const w = await upToDeactivation();
    const clear = faultOnce(
      w,
      ({ operation, processId }) => operation === 'UpdateAccessKey' && processId === 'worker',
      {
        kind: 'lost-response',
      },
    );
    const at = (await playRun(await upToDeactivation(), -1, async () => undefined)).indexOf(
      'call Action=UpdateAccessKey',
    );
    await playRun(w, at, async () => void (await undoBeside(w, w.keyId)));
    clear();
    await assertActiveAndHeld(w, w.keyId, 'lost answer');
  });

  it('leaves an open saga when the worker cannot switch it on again, and can be given once more', async () => {
    const w = await upToDeactivation();
    const at = (await playRun(await upToDeactivation(), -1, async () => undefined)).indexOf(
      'call Action=UpdateAccessKey',
    );
    let calls = 0;
    const clear = w.sandbox.faults.on((call) => {
      if (call.operation !== 'UpdateAccessKey' || call.processId !== 'worker') return undefined;
      calls += 1;
      return calls === 1 ? undefined : { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' };
    });
    await playRun(w, at, async () => void (await undoBeside(w, w.keyId)));
    clear();
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
    expect((await memoryOf(w)).openSaga).toMatchObject({ kind: 'deactivate', keyId: w.keyId });
    expect(await undoBeside(w, w.keyId)).toBe('undone');
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  });
});

/** When the undo has written its hold. */
async function reached(w: W, begun: Promise<void>): Promise<void> {
  await begun;
  while (!(await memoryOf(w)).holds.some(({ kind }) => kind === 'undo'))
    await new Promise((resolve) => setImmediate(resolve));
}

describe('an undo while the lease of a dead process stands', () => {
  async function deactivatedAndLeased(): Promise<W & { readonly keyId: string }> {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11]);
    const keyId = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    w.sandbox.clock.set(day(12));
    const ref = await memoryOf(w);
    const until = instant(day(12) + 15 * MINUTE);
    await w.ledger.acquireLease(ref, { holder: 'dead', now: instant(day(12)), until });
    return { ...w, keyId };
  }

  it('holds and reactivates without waiting, writes nothing but the journal, and says what follows', async () => {
    const w = await deactivatedAndLeased();
    const before = await memoryOf(w);
    const said: HostMessage[] = [];
    const parts = partsOf(w.sandbox, {
      ledger: w.ledger,
      processId: 'undo',
      parts: { host: { notify: (message) => said.push(message) } },
    });
    await undo(parts, { user: 'app', length: hours(72) as Duration });
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
    const after = await memoryOf(w);
    expect(after.keys).toEqual(before.keys);
    expect(after.holds).toMatchObject([{ kind: 'undo', keyId: w.keyId }]);
    expect((await w.ledger.journalOf(after)).slice(-2)).toMatchObject([
      { step: 'reactivate', phase: 'intent', keyId: w.keyId },
      { step: 'reactivate', phase: 'done', keyId: w.keyId },
    ]);
    expect(said).toMatchObject([{ code: 'UNDO_BESIDE_RUN', level: 'warn' }]);
    expect(said[0]?.text).toContain('Another run holds app');
    expect(said[0]?.text).not.toContain('begun to deactivate');
  });

  it('the next run takes note of it; when the hold has ended the owner is warned anew', async () => {
    const w = await deactivatedAndLeased();
    await undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo' }), {
      user: 'app',
      length: hours(72) as Duration,
    });
    await runOn(w, 13);
    const memory = await memoryOf(w);
    expect(memory.holds.map(({ kind }) => kind)).toEqual(['undo']);
    const record = memory.keys.find((key) => key.keyId === w.keyId);
    expect(record).not.toHaveProperty('deactivatedAt');
    expect(record?.noticesFrom).toBeGreaterThanOrEqual(day(13));
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
    const report = await runOn(w, [14, 16]);
    const decision = report.decisions.find(({ keyId }) => keyId === w.keyId);
    expect(decision?.action).toBe('warn');
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  });

  it('a refused call is told, and the hold stands', async () => {
    const w = await deactivatedAndLeased();
    const clear = faultOnce(w, ({ operation }) => operation === 'UpdateAccessKey', {
      kind: 'error',
      status: 403,
      code: 'AccessDenied',
      message: 'no',
    });
    expect(await undoBeside(w, w.keyId)).toBe('AWS_CALL_FAILED');
    clear();
    expect((await memoryOf(w)).holds).toHaveLength(1);
    expect((await w.ledger.journalOf(await memoryOf(w))).at(-1)).toMatchObject({ phase: 'refused' });
    expect(await undoBeside(w, w.keyId)).toBe('undone');
  });
});

import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { FaultCall } from '../../src/sandbox/index.ts';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, statuses, world } from '../support/one-user.ts';
import { processOf, undoBeside, type W } from '../support/undo-beside.ts';
import { day } from '../support/world.ts';

/** The next run deactivates the old key. Nobody has to be told, so that no day but two is needed. */
async function upToDeactivation(): Promise<W> {
  const w = { ...world(), keyId: '' };
  await runOnce(processOf(w, 'first'), { enforce: true });
  w.sandbox.clock.set(day(11));
  return { ...w, keyId: w.sandbox.world.iam.keys(REF)[0]?.id ?? '' };
}

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
async function playRun(w: W, at = -1, meanwhile?: () => Promise<unknown>): Promise<readonly string[]> {
  const places: string[] = [];
  const stop = async (place: string): Promise<void> => {
    places.push(place);
    if (places.length - 1 === at) await meanwhile?.();
  };
  const before = async (action: string): Promise<void> => await stop(`call ${action}`);
  const parts = processOf(w, 'worker', { ledger: stopping(w.ledger, stop), before });
  await runOnce(parts, { enforce: true });
  return places;
}

/** The places of a run that nobody disturbs. */
const PLACES: Promise<readonly string[]> = upToDeactivation().then(async (w) => await playRun(w));

async function assertActiveAndHeld(w: W, place: string): Promise<void> {
  const look = async (): Promise<unknown> => {
    const memory = await memoryOf(w);
    const status = w.sandbox.world.iam.keys(REF).find((key) => key.id === w.keyId)?.status;
    return { status, holds: memory.holds.map(({ kind }) => kind) };
  };
  expect(await look(), place).toEqual({ status: 'Active', holds: ['undo'] });
  w.sandbox.clock.advance(20 * MINUTE);
  await runOnce(processOf(w, 'next'), { enforce: true });
  expect(await look(), `${place}, after the next run`).toEqual({ status: 'Active', holds: ['undo'] });
  const memory = await memoryOf(w);
  const record = memory.keys.find((key) => key.keyId === w.keyId);
  expect(record, place).not.toHaveProperty('deactivatedAt');
  expect(record, place).not.toHaveProperty('inactiveSince');
  expect(record?.noticesFrom, `${place}: notices start again`).toBeGreaterThanOrEqual(day(11));
  expect(memory.openSaga, place).toBeUndefined();
}

describe('an undo while a run deactivates that very key', () => {
  it('ends with the key active and held, wherever the run is', async () => {
    const places = await PLACES;
    const intent = places.indexOf('after save');
    expect(places.length - intent).toBeGreaterThan(10);
    for (const [at, name] of places.entries()) {
      const w = await upToDeactivation();
      let answer = 'never begun';
      await playRun(w, at, async () => {
        answer = await undoBeside(w);
      });
      const place = `${at}: ${name}`;
      if (at < intent) {
        // Nothing had been begun: the deactivation comes later, and can be undone then.
        expect(answer, place).toBe('NOTHING_TO_UNDO');
        expect(statuses(w.sandbox), place).toEqual(['Inactive', 'Active']);
        expect((await memoryOf(w)).holds, place).toEqual([]);
        continue;
      }
      expect(answer, place).toBe('undone');
      await assertActiveAndHeld(w, place);
    }
  });

  it('does so too when its own call comes only after the run is over', async () => {
    const places = await PLACES;
    for (let at = places.indexOf('after save'); at < places.length; at += 1) {
      const w = await upToDeactivation();
      const over = Promise.withResolvers<void>();
      let answer: Promise<string> | undefined;
      await playRun(w, at, async () => {
        // The hold is written by the time that its call waits.
        const waits = Promise.withResolvers<void>();
        answer = undoBeside(w, async (action) => {
          if (action !== 'UpdateAccessKey') return;
          waits.resolve();
          await over.promise;
        });
        await waits.promise;
      });
      over.resolve();
      expect(await answer).toBe('undone');
      await assertActiveAndHeld(w, `${at}: ${places[at]}`);
    }
  });

  it('is met before the call, and the call is never made', async () => {
    const w = await upToDeactivation();
    await playRun(w, (await PLACES).indexOf('after save'), async () => await undoBeside(w));
    const sent = w.sandbox.calls.filter(({ operation }) => operation === 'UpdateAccessKey');
    expect(sent.map(({ processId }) => processId)).toEqual(['undo']);
    const journal = await w.ledger.journalOf(await memoryOf(w));
    expect(journal.slice(-4).map(({ step, phase, detail }) => [step, phase, detail])).toEqual([
      ['deactivate', 'intent', undefined],
      ['reactivate', 'intent', 'beside another run'],
      ['reactivate', 'done', 'beside another run'],
      ['deactivate', 'refused', 'held: undo'],
    ]);
  });

  it('is met after a call whose answer was lost', async () => {
    const w = await upToDeactivation();
    const ofWorker = (call: FaultCall): boolean =>
      call.operation === 'UpdateAccessKey' && call.processId === 'worker';
    const clear = faultOnce(w, ofWorker, { kind: 'lost-response' });
    const at = (await PLACES).indexOf('call UpdateAccessKey');
    await playRun(w, at, async () => await undoBeside(w));
    clear();
    await assertActiveAndHeld(w, 'lost answer');
  });

  it('leaves an open saga when the worker cannot switch it on again, and can be given once more', async () => {
    const w = await upToDeactivation();
    let calls = 0;
    const clear = w.sandbox.faults.on((call) => {
      if (call.operation !== 'UpdateAccessKey' || call.processId !== 'worker') return undefined;
      calls += 1;
      return calls === 1 ? undefined : { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' };
    });
    const at = (await PLACES).indexOf('call UpdateAccessKey');
    await playRun(w, at, async () => await undoBeside(w));
    clear();
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
    expect((await memoryOf(w)).openSaga).toMatchObject({ kind: 'deactivate', keyId: w.keyId });
    expect(await undoBeside(w)).toBe('undone');
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  });
});

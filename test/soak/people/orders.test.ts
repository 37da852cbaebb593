import { expect, it } from 'vitest';
import { day } from '../../support/world.ts';
import { openBench } from '../oracle/bench.ts';
import { standingWord } from '../oracle/holds.ts';
import { claimEvent, emptyStage, lifeOf, orderOn } from '../oracle/testing.ts';
import { keyOfUndo } from './orders.ts';

const on = (accessKeyId: string, sessionName: string) =>
  ({ type: 'UpdateAccessKey', at: day(5), accessKeyId, sessionName, detail: { to: 'Active' } }) as const;

it('an undo that names no key is noted for the one that Keyturn’s answer names', () => {
  const known = { result: { hold: { keyId: 'AKIAONE' } }, eventsBefore: 0, by: 'd5n0' };
  expect(keyOfUndo(emptyStage(), {}, known)).toEqual({ keyId: 'AKIAONE' });
  expect(keyOfUndo(emptyStage(), { keyId: 'AKIANAMED' }, known)).toEqual({ keyId: 'AKIANAMED' });
});

it('of a process that died, for the one that it switched on; and for none that it did not', () => {
  const stage = emptyStage();
  claimEvent(stage, on('AKIABEFORE', 'keyturn-d5n0xa'));
  const eventsBefore = stage.sandbox.world.events.length;
  const known = { result: undefined, eventsBefore, by: 'd5n0' };
  expect(keyOfUndo(stage, {}, known)).toEqual({});
  claimEvent(stage, on('AKIAOTHERS', 'keyturn-d5n1xa'));
  expect(keyOfUndo(stage, {}, known)).toEqual({});
  claimEvent(stage, on('AKIATWO', 'keyturn-d5n0xb'));
  expect(keyOfUndo(stage, {}, known)).toEqual({ keyId: 'AKIATWO' });
});

it('an undo of a day does not end the word that another key of the user has for ever, nor give it one', () => {
  const stage = emptyStage();
  const first = lifeOf('AKIAONE', {
    switches: [
      { at: day(1), place: 1, to: 'Inactive', ours: true, session: 'keyturn-d1n0ax' },
      { at: day(2), place: 2, to: 'Active', ours: true, session: 'keyturn-d2n0x' },
    ],
  });
  const undo = { kind: 'undo', userId: first.userId } as const;
  orderOn(stage, { ...undo, at: day(2) - 60_000, keyId: 'AKIAONE' });
  orderOn(stage, { ...undo, at: day(2), keyId: 'AKIATWO', until: day(3) });
  // It was noted for both keys before, so that the first seemed free from day 3 on.
  expect(standingWord(openBench(stage), first, day(9))).toBe('undone');
  expect(standingWord(openBench(stage), { ...first, id: 'AKIATHREE' }, day(9))).toBeUndefined();
});

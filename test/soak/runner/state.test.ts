import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openState } from './state.ts';

const CODE = { commit: 'a'.repeat(40), changed: false, digest: '1' };
const LATER = { commit: 'b'.repeat(40), changed: false, digest: '2' };

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-state-'));
  path = join(folder, 'soak.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a soak goes on with the seeds that were not finished, whoever had taken them', () => {
  const first = openState(path, { from: 100, code: CODE });
  expect(first.opening).toBeUndefined();
  expect([first.take(), first.take(), first.take(), first.take()]).toEqual([100, 101, 102, 103]);
  for (const seed of [103, 100, 101]) first.done(seed, seed === 101);
  first.save();

  const second = openState(path, { from: 1, code: CODE });
  expect(second.opening).toBe('going on after 3 schedules');
  expect(second.violations()).toEqual([101]);
  expect([second.take(), second.take()]).toEqual([102, 104]);
  second.done(102, false);
  expect(second.lines()).toEqual(['on commit aaaaaaaaaaaa: 4 schedules, seeds 100 to 103, violations 1']);
});

it('says so when the code has changed since, and keeps apart what was tried on which', () => {
  const first = openState(path, { from: 1, code: CODE });
  first.done(first.take(), true);
  first.save();

  const second = openState(path, { from: 1, code: LATER });
  expect(second.opening).toBe(
    'going on after 1 schedules; the code has changed since: they were tried on commit aaaaaaaaaaaa, and now it is commit bbbbbbbbbbbb',
  );
  second.done(second.take(), false);
  second.save();
  expect(openState(path, { from: 1, code: LATER }).lines()).toEqual([
    'on commit aaaaaaaaaaaa: 1 schedules, seeds 1, violations 1',
    'on commit bbbbbbbbbbbb: 1 schedules, seeds 2, violations 0',
  ]);
});

it('a file that is no state is refused, and left as it is', () => {
  writeFileSync(path, '{"next":5}');
  expect(() => openState(path, { from: 1, code: CODE })).toThrow('is no state of a soak');
  expect(readFileSync(path, 'utf8')).toBe('{"next":5}');
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('two workers share the seeds, and a second call goes on where the first stopped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-soak-'));
  const state = join(folder, 'state.json');
  const soak = (...words: string[]): string =>
    execFileSync(process.execPath, ['scripts/soak.ts', '--workers', '2', '--state', state, ...words], {
      encoding: 'utf8',
    });
  const first = soak('--from', '1', '--schedules', '3');
  expect(first).toMatch(/^seeds from 1 on$/m);
  expect(first).toMatch(/^schedules tried: 3, [\d.]+ a second, with violations: 0$/m);
  const second = soak('--schedules', '5');
  expect(second).toMatch(/^going on after 3 schedules$/m);
  expect(second).toMatch(/^schedules tried: 5, /m);
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ from: 1, stretches: [{ done: [[1, 5]] }] });
  rmSync(folder, { recursive: true });
});

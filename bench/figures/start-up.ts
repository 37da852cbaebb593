import { spawnSync } from 'node:child_process';
import { COMMAND } from '../../test/support/command.ts';
import type { Figure } from '../figure.ts';

const ROUNDS = 15;

/** How much longer than bare Node.js the command takes to say its version, and its help. */
export const START_UP: Figure = {
  name: 'startup',
  about: 'start of the command',
  measure: async () => {
    const [bare, version, help] = fastest([
      ['-e', '0'],
      [COMMAND, '--version'],
      [COMMAND, '--help'],
    ]);
    const over = (time: number | undefined): number => (time ?? Number.NaN) - (bare ?? Number.NaN);
    const note = `bare node ${bare?.toFixed(0)} ms, best of ${ROUNDS}`;
    return [
      { name: 'keyturn --version, over bare node', value: over(version), unit: 'ms', target: 80, note },
      { name: 'keyturn --help, over bare node', value: over(help), unit: 'ms' },
    ];
  },
};

/** The best time of each, taken in turns, so that a busy moment of the machine strikes all of them. */
function fastest(commands: readonly (readonly string[])[]): readonly number[] {
  const best = commands.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, args] of commands.entries()) {
      const began = performance.now();
      spawnSync(process.execPath, args);
      best[index] = Math.min(best[index] ?? Number.POSITIVE_INFINITY, performance.now() - began);
    }
  }
  return best;
}

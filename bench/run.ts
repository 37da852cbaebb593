// `npm run bench`: figures, not tests. `npm run bench -- --only NAME` takes one of them, `--list` names them.
// A sandbox and a client in processes of their own, on loopback; times are of this machine.
import { parseArgs } from 'node:util';
import { type Figure, isMet, lineOf, type Row } from './figure.ts';
import { DEMO } from './figures/demo.ts';
import { FIRST_LOOK, FIRST_READS } from './figures/first-reads.ts';
import { IDLE_DAY } from './figures/idle-day.ts';
import { MANY_ACCOUNTS } from './figures/many-accounts.ts';
import { ROTATING } from './figures/rotating.ts';
import { ROTATION_CALLS } from './figures/rotation-calls.ts';
import { START_UP } from './figures/start-up.ts';
import { THROTTLED } from './figures/throttled.ts';

const FIGURES: readonly Figure[] = [
  START_UP,
  ROTATION_CALLS,
  FIRST_LOOK,
  FIRST_READS,
  ...ROTATING,
  IDLE_DAY,
  MANY_ACCOUNTS,
  THROTTLED,
  DEMO,
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, list: { type: 'boolean', default: false } },
});
const unknown = values.only?.filter((name) => !FIGURES.some((figure) => figure.name === name)) ?? [];

if (values.list || unknown.length > 0) {
  for (const { name, about } of FIGURES) console.log(`${name.padEnd(12)} ${about}`);
  if (unknown.length > 0) console.error(`There is no figure ${unknown.join(', ')}.`);
  process.exitCode = unknown.length > 0 ? 1 : 0;
} else {
  await measureAll(FIGURES.filter(({ name }) => values.only?.includes(name) ?? true));
}

/** Measures one after the other; a figure that fails is told and fails the whole, and the others are still measured. */
async function measureAll(figures: readonly Figure[]): Promise<void> {
  const missed: Row[] = [];
  for (const figure of figures) {
    try {
      for (const row of await figure.measure()) {
        console.log(lineOf(row));
        if (!isMet(row)) missed.push(row);
      }
    } catch (error) {
      console.error(
        `${figure.name} could not be measured: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      process.exitCode = 1;
    }
  }
  if (missed.length > 0) console.log(`\n${missed.length} of the targets missed.`);
}

import { z } from 'zod';
import { parse } from './parse.ts';
import { AdminProblem } from './problem.ts';
import type { Route } from './route.ts';

/** Far beyond any test, and well within what a Date can hold. */
const LATEST = Date.UTC(2999, 11, 31);
const EARLIEST = Date.UTC(1970, 0, 2);

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const MOVE = z.union(
  [
    z.strictObject({ set: z.union([z.iso.datetime({ offset: true }), z.number()]) }),
    z.strictObject({ advance: z.union([z.string().regex(/^-?\d{1,6}[smhd]$/), z.number()]) }),
  ],
  {
    error: 'give either {"set": "2027-01-31T13:00:00Z"} or {"advance": "36h"}; numbers are milliseconds',
  },
);

/** `GET clock`: the simulated time. */
export const clockRoute: Route = ({ parts }) => timeOf(parts.sandbox.clock.now());

/** `POST clock`: sets the simulated time, or moves it on; going back is allowed. */
export const moveClockRoute: Route = ({ parts, body }) => {
  const { clock } = parts.sandbox;
  const move = parse(MOVE, body);
  const at = 'set' in move ? instantOf(move.set) : clock.now() + lengthOf(move.advance);
  if (!(at >= EARLIEST && at <= LATEST))
    throw new AdminProblem(400, 'BAD_REQUEST', 'the clock stays between 1970 and 2999');
  clock.set(at);
  return timeOf(clock.now());
};

function timeOf(ms: number): { readonly now: string; readonly epochMs: number } {
  return { now: new Date(ms).toISOString(), epochMs: ms };
}

function instantOf(given: string | number): number {
  return typeof given === 'number' ? given : Date.parse(given);
}

function lengthOf(given: string | number): number {
  if (typeof given === 'number') return given;
  return Number(given.slice(0, -1)) * (UNITS[given.slice(-1)] ?? Number.NaN);
}

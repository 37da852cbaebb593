import { resolve } from '../../src/app/resolve.ts';
import type { W } from './one-user.ts';
import { partsOf } from './world.ts';

/** A person's order about the user. */
export const order = async (w: W, o: Parameters<typeof resolve>[1]['order']): ReturnType<typeof resolve> =>
  await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: `r${w.sandbox.clock.now()}` }), {
    user: 'app',
    order: o,
    by: 'x',
    reason: 'y',
  });

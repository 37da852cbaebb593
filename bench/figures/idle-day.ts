import { assertDone, histogram } from '../check.ts';
import { newClient } from '../client.ts';
import type { Figure } from '../figure.ts';
import { startServer } from '../server.ts';
import { CLIENT_SETTINGS } from '../settings.ts';

const DAY_MS = 86_400_000;
const USERS = 5000;

/** The second day of an account in which nothing is due: the clocks of both sides have moved on by a day. */
export const IDLE_DAY: Figure = {
  name: 'idle',
  about: 'calls of a day on which nothing is due, 5,000 users',
  measure: async () => {
    const server = await startServer('--users', USERS);
    try {
      const client = await newClient({ ...server.environment, ...CLIENT_SETTINGS });
      assertDone(await client.run(['run', '--enforce', '--read', 'all', '--quiet']));
      const first = (await server.calls()).length;
      await server.forgetCalls();
      await server.advance('1d');
      const run = await client.run(['run', '--enforce', '--quiet'], { clockShiftMs: DAY_MS });
      assertDone(run);
      const calls = await server.calls();
      if (calls.some((call) => call.mutation)) throw new Error('something was due after all');
      return [
        {
          name: `1 x ${USERS}, none due: calls of a first day on which everybody is read`,
          value: first,
          unit: 'calls',
        },
        {
          name: '  calls of the next day',
          value: calls.length,
          unit: 'calls',
          target: 250,
          note: histogram(calls),
        },
        { name: '  time of the next day', value: run.seconds, unit: 's' },
        { name: '  peak memory of the next day', value: run.rssMb, unit: 'MB', target: 160 },
      ];
    } finally {
      await server.stop();
    }
  },
};

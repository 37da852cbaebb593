import { assertDone } from '../check.ts';
import { newClient } from '../client.ts';
import type { Figure } from '../figure.ts';
import { startServer } from '../server.ts';
import { CLIENT_SETTINGS } from '../settings.ts';

const ACCOUNTS = 1000;
const USERS = 5;

/** Memory and time of a plan over many small accounts. */
export const MANY_ACCOUNTS: Figure = {
  name: 'accounts',
  about: 'memory for 1,000 accounts',
  measure: async () => {
    const server = await startServer('--accounts', ACCOUNTS, '--users', USERS, '--due', 100);
    try {
      const client = await newClient({ ...server.environment, ...CLIENT_SETTINGS });
      const run = await client.run(['plan', '--quiet']);
      assertDone(run);
      const { length } = await server.calls();
      return [
        {
          name: `plan of ${ACCOUNTS} x ${USERS}: peak memory of the client`,
          value: run.rssMb,
          unit: 'MB',
          target: 200,
        },
        { name: '  time', value: run.seconds, unit: 's', note: `${length} calls` },
      ];
    } finally {
      await server.stop();
    }
  },
};

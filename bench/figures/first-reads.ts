import { assertDone, histogram } from '../check.ts';
import { newClient } from '../client.ts';
import type { Figure } from '../figure.ts';
import { startServer } from '../server.ts';
import { CLIENT_SETTINGS } from '../settings.ts';

const USERS = 1000;

/** What a first run reads before it changes anything: a plan on an empty ledger. */
export const FIRST_READS: Figure = {
  name: 'reads',
  about: 'reads per user with keys on a first run',
  measure: async () => {
    const server = await startServer('--users', USERS, '--due', USERS / 10);
    try {
      const client = await newClient({ ...server.environment, ...CLIENT_SETTINGS });
      assertDone(await client.run(['plan', '--quiet']));
      const calls = await server.calls();
      const note = `reference 2.2; ${histogram(calls)}`;
      const name = `plan of 1 x ${USERS}, a tenth due: calls per user`;
      return [{ name, value: calls.length / USERS, unit: '', target: 1.25, note }];
    } finally {
      await server.stop();
    }
  },
};

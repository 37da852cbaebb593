import { assertDone, histogram } from '../check.ts';
import { newClient } from '../client.ts';
import type { Figure, Row } from '../figure.ts';
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

const MANY = 5000;

/** A first look at an account in which nothing is due, at the pace that a user gets who sets none. */
export const FIRST_LOOK: Figure = {
  name: 'look',
  about: 'calls and time of a first look at 5,000 users of whom nobody is due',
  measure: async () => {
    const rows: Row[] = [];
    for (const command of [['plan'], ['run', '--enforce']]) {
      const server = await startServer('--users', MANY);
      try {
        const { KEYTURN_REQUESTS_PER_SECOND: _pace, ...settings } = CLIENT_SETTINGS;
        const client = await newClient({ ...server.environment, ...settings });
        const run = await client.run([...command, '--quiet']);
        assertDone(run);
        const calls = await server.calls();
        rows.push(
          {
            name: `${command.join(' ')} of 1 x ${MANY}, none due`,
            value: run.seconds,
            unit: 's',
            target: 10,
          },
          { name: '  calls', value: calls.length, unit: 'calls', target: 60, note: histogram(calls) },
          { name: '  peak memory of the client', value: run.rssMb, unit: 'MB', target: 160 },
        );
      } finally {
        await server.stop();
      }
    }
    return rows;
  },
};

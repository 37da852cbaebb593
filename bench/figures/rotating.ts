import { assertDone, assertRotated, histogram } from '../check.ts';
import { newClient } from '../client.ts';
import type { Figure, Row } from '../figure.ts';
import { startServer } from '../server.ts';
import { CLIENT_SETTINGS } from '../settings.ts';

/** How big the organization is, and what its first run may cost. */
interface Load {
  readonly name: string;
  readonly accounts: number;
  readonly users: number;
  readonly due: number;
  readonly seconds: number;
  readonly calls?: number;
  readonly rssMb?: number;
  /** What the Python reference took for the same work. */
  readonly reference: string;
}

const LOADS: readonly Load[] = [
  { name: '1x1000', accounts: 1, users: 1000, due: 100, seconds: 20, reference: '149 s, 3,002 calls' },
  { name: '20x50', accounts: 20, users: 50, due: 80, seconds: 5.5, reference: '157 s, 2,927 calls' },
  {
    name: '1x5000',
    accounts: 1,
    users: 5000,
    due: 500,
    seconds: 90,
    calls: 5800,
    rssMb: 160,
    reference: '851 s, 14,962 calls',
  },
];

/** First runs with `--enforce`, at 40 ms a call. */
export const ROTATING: readonly Figure[] = LOADS.map((load) => ({
  name: load.name,
  about: `first run --enforce: ${load.accounts} x ${load.users} users, ${load.due} keys due`,
  measure: () => measure(load),
}));

async function measure(load: Load): Promise<readonly Row[]> {
  const { accounts, users, due } = load;
  const server = await startServer('--accounts', accounts, '--users', users, '--due', due);
  try {
    const client = await newClient({ ...server.environment, ...CLIENT_SETTINGS });
    const run = await client.run(['run', '--enforce', '--quiet']);
    assertDone(run);
    const calls = await server.calls();
    assertRotated(calls, due);
    const name = `${load.name}, ${due} due: run --enforce`;
    const note = `reference ${load.reference}`;
    return [
      { name, value: run.seconds, unit: 's', target: load.seconds, note },
      {
        name: '  calls',
        value: calls.length,
        unit: 'calls',
        ...(load.calls === undefined ? {} : { target: load.calls }),
        note: histogram(calls),
      },
      { name: '  calls a second', value: calls.length / run.seconds, unit: '/s' },
      {
        name: '  peak memory of the client',
        value: run.rssMb,
        unit: 'MB',
        ...(load.rssMb === undefined ? {} : { target: load.rssMb }),
      },
    ];
  } finally {
    await server.stop();
  }
}

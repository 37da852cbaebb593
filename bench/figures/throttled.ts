import { assertDone, assertRotated } from '../check.ts';
import { newClient } from '../client.ts';
import type { Figure } from '../figure.ts';
import { startServer } from '../server.ts';
import { CLIENT_SETTINGS } from '../settings.ts';

const SIZE = ['--accounts', 3, '--users', 60, '--due', 12] as const;
const DUE = 12;
const RATE = 5;

/** What a plan decided about one key, as far as two runs must agree on it. */
interface Decided {
  readonly accountId: string;
  readonly userName: string;
  readonly keyId: string;
  readonly action: string;
  readonly reason: string;
}

/** The same organization, once as fast as it goes and once throttled: the decisions must be the same, and the work done once. */
export const THROTTLED: Figure = {
  name: 'throttled',
  about: `throttled to ${RATE} calls/s: nothing lost, nothing doubled`,
  measure: async () => {
    const start = ['--start', new Date().toISOString()];
    const free = await startServer(...SIZE, ...start);
    const expected = await planOn(free.environment).finally(() => free.stop());
    const server = await startServer(...SIZE, ...start, '--rate', RATE);
    try {
      const slow = await planOn(server.environment);
      const { lost, doubled } = compare(expected.decided, slow.decided);
      await server.forgetCalls();
      const client = await newClient({ ...server.environment, ...CLIENT_SETTINGS });
      const run = await client.run(['run', '--enforce', '--quiet']);
      assertDone(run);
      const calls = await server.calls();
      assertRotated(calls, DUE);
      const throttled = calls.filter((call) => !call.ok && call.errorCode?.startsWith('Throttling') === true);
      return [
        {
          name: `plan, throttled to ${RATE}/s: decisions lost`,
          value: lost,
          unit: '',
          target: 0,
          note: `of ${expected.decided.length}`,
        },
        { name: '  decisions doubled or changed', value: doubled, unit: '', target: 0 },
        {
          name: '  time of the plan',
          value: slow.seconds,
          unit: 's',
          note: `unthrottled ${expected.seconds.toFixed(1)} s`,
        },
        {
          name: `run --enforce, throttled: time, ${DUE} keys handed over once`,
          value: run.seconds,
          unit: 's',
        },
        {
          name: '  calls',
          value: calls.length,
          unit: 'calls',
          note: `${throttled.length} of them throttled`,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

async function planOn(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly decided: readonly string[]; readonly seconds: number }> {
  const client = await newClient({ ...environment, ...CLIENT_SETTINGS });
  const run = await client.run(['plan', '--quiet', '--format', 'json', '--full-ids']);
  assertDone(run);
  const { decisions } = JSON.parse(run.stdout) as { decisions: readonly Decided[] };
  const decided = decisions.map(({ accountId, userName, keyId, action, reason }) =>
    [accountId, userName, keyId, action, reason].join('/'),
  );
  return { decided, seconds: run.seconds };
}

function compare(
  expected: readonly string[],
  got: readonly string[],
): { readonly lost: number; readonly doubled: number } {
  const wanted = new Set(expected);
  const seen = new Set(got);
  return {
    lost: expected.filter((one) => !seen.has(one)).length,
    doubled: got.length - seen.size + got.filter((one) => !wanted.has(one)).length,
  };
}

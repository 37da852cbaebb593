import type { Sandbox } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, run, sandboxWith } from '../../test/support/world.ts';
import type { Figure, Row } from '../figure.ts';

const ACCOUNT = '111111111111';
const NINETY_DAYS_LATER: readonly number[] = [4, 8, 10, 11, 15, 19, 21, 22, 83, 87, 89];

/** Calls of one rotation, in this process and in simulated time: the first of a user, and the next one 90 days later. */
export const ROTATION_CALLS: Figure = {
  name: 'rotation',
  about: 'calls per rotation, first and later',
  measure: async () => {
    const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
    const sandbox = sandboxWith([
      member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }]),
    ]);
    const ledger = memoryLedger();
    const runOn = async (today: number): Promise<void> => {
      await run(sandbox, { ledger, processId: `bench-${today}` });
    };
    const rotate = async (today: number): Promise<readonly string[]> => {
      sandbox.clock.set(day(today));
      useNewestKey(sandbox);
      sandbox.clock.advance(3 * 3_600_000);
      sandbox.clearCalls();
      await runOn(today);
      return rotationCalls(sandbox);
    };
    const first = await rotate(0);
    for (const today of NINETY_DAYS_LATER) {
      sandbox.clock.set(day(today));
      await runOn(today);
    }
    return [row('first time', first, 12), row('later', await rotate(91), 9)];
  },
};

function row(when: string, calls: readonly string[], target: number): Row {
  return {
    name: `calls of a rotation, ${when}`,
    value: calls.length,
    unit: 'calls',
    target,
    note: calls.join(' '),
  };
}

function useNewestKey(sandbox: Sandbox): void {
  const [key] = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app' }).slice(-1);
  const { accessKeyId, secretAccessKey: secret } = sandbox.world.credentials.forKey(key?.id ?? '');
  sandbox.world.useKey({ accessKeyId, secret, service: 's3', region: 'eu-west-1' });
}

/** Without what the run reads for everybody, and with repeated proofs counted once. */
function rotationCalls(sandbox: Sandbox): readonly string[] {
  const names = sandbox.calls.map((call) => call.operation);
  const saga = names.slice(names.lastIndexOf('AssumeRole'));
  const firstProof = saga.indexOf('GetCallerIdentity');
  if (firstProof < 0) throw new Error('no rotation took place');
  return saga.filter((name, index) => name !== 'GetCallerIdentity' || index === firstProof);
}

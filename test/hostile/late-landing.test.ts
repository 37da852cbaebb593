import { expect, it } from 'vitest';
import { createKillSwitch } from '../../src/app/kill-switch.ts';
import { type RunParts, runOnce } from '../../src/app/run.ts';
import { undo } from '../../src/app/undo.ts';
import { createCloud } from '../../src/aws/cloud.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { seededIds } from '../support/seeded-ids.ts';
import { clockOf, day, member, memoryLedger, partsOf, sandboxWith, use } from '../support/world.ts';
import { ACCOUNT, DEFAULT_SETTINGS, lastUsed, pauseAt, REF, UP_TO_GRACE } from './support.ts';

const ADMIN = {
  name: 'Admin',
  trust: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' },
    ],
  },
  policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
};

it('in the own account a request that was signed under a lease does not land after it', async () => {
  const sandbox = sandboxWith([
    member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }], { roles: [ADMIN] }),
  ]);
  const ledger = memoryLedger();
  const organization = { ...DEFAULT_SETTINGS.organization, mode: 'this-account' as const };
  const settings = { ...DEFAULT_SETTINGS, organization };
  const partsFor = (
    processId: string,
    wrap: (h: SandboxRequestHandler) => SandboxRequestHandler = (h) => h,
  ): RunParts => {
    const ids = seededIds(`${processId}@${sandbox.clock.now()}`);
    const cloud = createCloud({
      connection: {
        region: 'eu-west-1',
        credentials: sandbox.world.credentials.forRole({
          accountId: ACCOUNT,
          roleName: 'Admin',
          durationSeconds: 43_200,
        }),
        requestHandler: wrap(sandbox.requestHandler(processId)),
      },
      clock: clockOf(sandbox),
      ids,
      readRole: 'KeyturnRead',
      rotateRole: 'KeyturnRotate',
      withUnits: false,
    });
    const killSwitch = createKillSwitch(settings.safety.killSwitch, cloud);
    return { ...partsOf(sandbox, { ledger, processId, settings }), cloud, ids, killSwitch };
  };
  for (const d of [...UP_TO_GRACE, 11, 15, 19, 20]) {
    sandbox.clock.set(day(d));
    await runOnce(partsFor(`d${d}`), { enforce: true });
  }
  const old = sandbox.world.iam.keys(REF)[0]?.id ?? '';
  sandbox.clock.set(day(22));
  // IAM is slow, and then the machine sleeps between signing and sending.
  const slow = pauseAt(
    ({ body }) => body.includes('Action=ListUserTags'),
    async () => sandbox.clock.advance(10 * MINUTE),
  );
  const asleep = pauseAt(
    ({ body }) => body.includes('Action=DeleteAccessKey'),
    async () => {
      sandbox.clock.advance(6 * MINUTE);
      await undo(partsFor('undo'), { user: 'app' });
      sandbox.clock.advance(MINUTE);
      expect(use(sandbox, old)).toBe(true);
    },
  );
  await runOnce(
    partsFor('sleeper', (handler) => asleep(slow(handler))),
    { enforce: true },
  );
  expect(sandbox.world.iam.keys(REF).map((key) => key.id)).toContain(old);
});

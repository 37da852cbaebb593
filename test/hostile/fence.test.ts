import { describe, expect, it } from 'vitest';
import { createKillSwitch } from '../../src/app/kill-switch.ts';
import { type RunParts, runOnce } from '../../src/app/run.ts';
import { undo } from '../../src/app/undo.ts';
import { createCloud } from '../../src/aws/cloud.ts';
import { violations } from '../../src/demo/invariants.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { seededIds } from '../support/seeded-ids.ts';
import {
  clockOf,
  day,
  HUB_ACCOUNT,
  member,
  memoryLedger,
  partsOf,
  sandboxWith,
  use,
} from '../support/world.ts';
import {
  ACCOUNT,
  brief,
  DEFAULT_SETTINGS,
  lastUsed,
  pauseAt,
  REF,
  runOn,
  statuses,
  UP_TO_GRACE,
  world,
} from './support.ts';

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

describe('fencing in the account of the caller itself (this-account, and the hub account of an organization)', () => {
  it('a worker that slept past its lease does not delete a key that an undo has brought back', async () => {
    const sandbox = sandboxWith([
      member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }], { roles: [ADMIN] }),
    ]);
    const ledger = memoryLedger();
    const settings = {
      ...DEFAULT_SETTINGS,
      organization: { ...DEFAULT_SETTINGS.organization, mode: 'this-account' as const },
    };
    const partsFor = (
      processId: string,
      wrap: (h: SandboxRequestHandler) => SandboxRequestHandler = (h) => h,
    ): RunParts => {
      const clock = clockOf(sandbox);
      const ids = seededIds(`${processId}@${sandbox.clock.now()}`);
      const cloud = createCloud({
        connection: {
          region: 'eu-west-1',
          credentials: sandbox.world.credentials.forRole({
            accountId: ACCOUNT,
            roleName: 'Admin',
            sessionName: 'keyturn-x',
            durationSeconds: 43_200,
          }),
          requestHandler: wrap(sandbox.requestHandler(processId)),
        },
        clock,
        ids,
        readRole: 'KeyturnRead',
        rotateRole: 'KeyturnRotate',
        withUnits: false,
      });
      return {
        ...partsOf(sandbox, { ledger, processId, settings }),
        cloud,
        ids,
        killSwitch: createKillSwitch(settings.safety.killSwitch, cloud),
      };
    };
    for (const d of [...UP_TO_GRACE, 11, 15, 19, 20]) {
      sandbox.clock.set(day(d));
      await runOnce(partsFor(`d${d}`), { enforce: true });
    }
    const old = sandbox.world.iam.keys(REF)[0]?.id ?? '';
    expect(statuses(sandbox)).toEqual(['Inactive', 'Active']);
    sandbox.clock.set(day(22));
    const wrap = pauseAt(
      ({ body }) => body.includes('Action=ListUserTags'),
      async () => {
        // The laptop is closed here for twenty minutes; elsewhere the owner is helped.
        sandbox.clock.advance(20 * MINUTE);
        await undo(partsFor('undo'), { user: 'app' });
        sandbox.clock.advance(MINUTE);
        expect(use(sandbox, old)).toBe(true);
      },
    );
    await runOnce(partsFor('sleeper', wrap), { enforce: true });
    expect(violations(sandbox.world.events, { quiet: 5 * DAY, soak: 9 * DAY }).map((v) => v.text)).toEqual(
      [],
    );
    expect(sandbox.world.iam.keys(REF).map((k) => k.id)).toContain(old);
  });
});

describe('a clock that jumps', () => {
  it('forward by weeks after the run has begun stops the run before it changes anything', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11]);
    w.sandbox.clock.set(day(12));
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
    const true_ = clockOf(w.sandbox);
    let offset = 0;
    const clock = { now: () => (true_.now() + offset) as Instant, sleep: true_.sleep };
    const wrap = pauseAt(
      ({ body }) => body.includes('Action=ListAccessKeys'),
      async () => {
        offset = 30 * DAY;
      },
    );
    const ids = seededIds('jump');
    const cloud = createCloud({
      connection: {
        region: 'eu-west-1',
        credentials: w.sandbox.world.credentials.forRole({ accountId: HUB_ACCOUNT, roleName: 'KeyturnHub' }),
        requestHandler: wrap(w.sandbox.requestHandler('jump')),
      },
      clock,
      ids,
      readRole: 'KeyturnRead',
      rotateRole: 'KeyturnRotate',
      withUnits: true,
    });
    const report = await runOnce(
      { ...partsOf(w.sandbox, { ledger: w.ledger, processId: 'jump' }), cloud, ids, clock },
      { enforce: true },
    ).catch(() => undefined);
    expect(
      violations(w.sandbox.world.events, { quiet: 5 * DAY, soak: 10 * DAY - HOUR }).map((v) => v.text),
      report && brief(report).join('|'),
    ).toEqual([]);
  });
});

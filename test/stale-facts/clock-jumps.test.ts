import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { createCloud } from '../../src/aws/cloud.ts';
import { violations } from '../../src/demo/invariants.ts';
import { DAY, HOUR, type Instant } from '../../src/domain/time.ts';
import { pauseAt } from '../support/before-a-call.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { REF, statuses, world } from '../support/one-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { seededIds } from '../support/seeded-ids.ts';
import { clockOf, day, HUB_ACCOUNT, partsOf } from '../support/world.ts';

it('a clock that jumps between the plan and the second look decides nothing (mutant skew-second)', async () => {
  const { sandbox, ledger } = world();
  let skew = 0;
  let listings = 0;
  const wrap = pauseAt(
    ({ body }) => body.includes('Action=ListAccessKeys') && ++listings === 2,
    async () => {
      skew = -20 * HOUR;
    },
  );
  const parts = partsOf(sandbox, { ledger, processId: 'p', wrap });
  const cloud = { ...parts.cloud, clockSkew: () => skew };
  await runOnce({ ...parts, cloud }, { enforce: true }).catch(() => undefined);
  expect(listings).toBe(2);
  expect(sandbox.world.iam.keys(REF)).toHaveLength(1);
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

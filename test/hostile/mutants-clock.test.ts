import { expect, it } from 'vitest';
import { runOnce } from '../../src/app/run.ts';
import { HOUR } from '../../src/domain/time.ts';
import { partsOf } from '../support/world.ts';
import { pauseAt, REF, world } from './support.ts';

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

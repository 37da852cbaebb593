import { expect, it } from 'vitest';
import { runOnce } from '../../src/app/run.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { partsOf } from '../support/world.ts';
import { ACCOUNT, pauseAt, REF, statuses, world } from './support.ts';

it('a user who becomes exempt long before its turn in a large account is not touched', async () => {
  const { sandbox, ledger } = world();
  sandbox.world.iam.addGroup(ACCOUNT, { name: 'IAMKeyRotationExemptionGroup' });
  const wrap = pauseAt(
    ({ body }) => body.includes('Action=AssumeRole') && body.includes('KeyturnRotate'),
    async () => {
      sandbox.world.iam.addToGroup(REF, 'IAMKeyRotationExemptionGroup');
      sandbox.clock.advance(6 * MINUTE);
    },
  );
  await runOnce(partsOf(sandbox, { ledger, processId: 'p', wrap }), { enforce: true });
  expect(statuses(sandbox)).toEqual(['Active']);
});

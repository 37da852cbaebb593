import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import type { AccessKeyId } from '../../src/domain/ids.ts';
import { DAY, MINUTE, SECOND } from '../../src/domain/time.ts';
import { pauseAt } from '../support/before-a-call.ts';
import { ACCOUNT, memoryOf, REF, statuses, type W, world } from '../support/one-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, partsOf } from '../support/world.ts';

/** Runs a day with something happening just before the first call whose body matches. */
async function runWith(w: W, today: number, at: string, before: () => Promise<void>): Promise<void> {
  w.sandbox.clock.set(day(today));
  const wrap = pauseAt(({ body }) => body.includes(at), before);
  await runOnce(partsOf(w.sandbox, { ledger: w.ledger, processId: `d${today}`, wrap }), { enforce: true });
}

describe('between the plan and the act', () => {
  it('a hold written after the last look and before the deletion wins', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 15, 19, 20]);
    const [old] = w.sandbox.world.iam.keys(REF);
    const { accountId, userId } = await memoryOf(w);
    await runWith(w, 22, 'SecretId', async () => {
      const from = partsOf(w.sandbox, { ledger: w.ledger }).clock.now();
      const keyId = old?.id as AccessKeyId;
      await w.ledger.addStandingHold({
        accountId,
        userId,
        id: 'h1',
        keyId,
        kind: 'undo',
        from,
        by: 'ops',
        why: 'undo',
      });
    });
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
  });

  it('a use that shows only in the second reading keeps the key', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const [old] = w.sandbox.world.iam.keys(REF);
    const { secretAccessKey: secret } = w.sandbox.world.credentials.forKey(old?.id ?? '');
    w.sandbox.clock.set(day(11) - DAY / 24);
    w.sandbox.world.useKey({ accessKeyId: old?.id ?? '', secret, service: 's3', region: 'eu-west-1' });
    // Reported two hours after the use: between the scan of the account and the session on the user.
    await runWith(w, 11, 'KeyturnRotate', async () => w.sandbox.clock.advance(2 * 3_600_000));
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  });

  it('an exemption that is given after the scan keeps the key', async () => {
    const w = world({}, { groups: [{ name: 'IAMKeyRotationExemptionGroup' }] });
    await runOn(w, UP_TO_GRACE);
    await runWith(w, 11, 'KeyturnRotate', async () => {
      w.sandbox.world.iam.addToGroup(REF, 'IAMKeyRotationExemptionGroup');
      // Until all of IAM knows it.
      w.sandbox.clock.advance(3 * SECOND);
    });
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  });
});

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

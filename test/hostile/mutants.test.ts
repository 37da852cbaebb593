import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run.ts';
import type { AccessKeyId } from '../../src/domain/ids.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { day, partsOf } from '../support/world.ts';
import { memoryOf, pauseAt, REF, runOn, SECRET, statuses, UP_TO_GRACE, type W, world } from './support.ts';

/** Runs a day with something happening just before the first call whose body matches. */
async function runWith(w: W, today: number, at: string, before: () => Promise<void>): Promise<void> {
  w.sandbox.clock.set(day(today));
  const wrap = pauseAt(({ body }) => body.includes(at), before);
  await runOnce(partsOf(w.sandbox, { ledger: w.ledger, processId: `d${today}`, wrap }), { enforce: true });
}

const loseAll = (w: W, operation: string, executed: boolean) =>
  w.sandbox.faults.on((call) =>
    call.operation === operation ? { kind: executed ? 'lost-response' : 'lost-request' } : undefined,
  );

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

describe('answers that never come', () => {
  it('a value that may have been stored keeps its key for 24 hours of soak', async () => {
    const w = world();
    const stop = loseAll(w, 'PutSecretValue', true);
    await runOn(w, 0);
    stop();
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
    await runOn(w, 0.5);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
    await runOn(w, [2, 3]);
    expect(w.sandbox.world.secrets.value(SECRET)).toContain('SecretAccessKey');
  });

  it('a deactivation that may have happened stays open, and is known afterwards', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const stop = loseAll(w, 'UpdateAccessKey', true);
    await runOn(w, 11);
    stop();
    expect((await memoryOf(w)).openSaga?.kind).toBe('deactivate');
    await runOn(w, 15);
    const memory = await memoryOf(w);
    expect(memory.openSaga).toBeUndefined();
    expect(memory.keys.find((key) => key.replacedBy !== undefined)?.deactivatedAt).toBeGreaterThanOrEqual(
      day(15),
    );
    await runOn(w, [20, 24]);
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
    await runOn(w, [25, 26]);
    expect(statuses(w.sandbox)).toEqual(['Active']);
  });

  it('a key that may have been made leaves its rotation open, and is taken back later', async () => {
    const w = world();
    const stop = loseAll(w, 'CreateAccessKey', true);
    await runOn(w, 0);
    stop();
    expect((await memoryOf(w)).openSaga?.kind).toBe('rotate');
    await runOn(w, [1, 2]);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
  });
});

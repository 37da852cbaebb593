import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { ACCOUNT, memoryOf, NAME, SECRET, world } from '../support/one-user.ts';
import { runOn, runOrDie } from '../support/runs-on-days.ts';
import { NOBODY_ADOPTS, run, use } from '../support/world.ts';

/** Promoted in AWS; the process died before the ledger knew. The application has picked the new key up. */
async function promotedAndDied() {
  const w = world();
  faultOnce(w, (c) => c.operation === 'UpdateSecretVersionStage', { kind: 'crash-after' });
  await runOrDie(w, 'first');
  const { AccessKeyId } = JSON.parse(w.sandbox.world.secrets.value(SECRET) ?? '{}') as {
    AccessKeyId: string;
  };
  w.sandbox.clock.advance(16 * MINUTE);
  expect(use(w.sandbox, AccessKeyId)).toBe(true);
  w.sandbox.clock.advance(30 * MINUTE);
  return { ...w, newKey: AccessKeyId };
}

describe('finishing a hand-over that had begun', () => {
  it('does not deactivate the new key because delivery.secretName was changed meanwhile', async () => {
    const w = await promotedAndDied();
    const settings = {
      ...NOBODY_ADOPTS,
      delivery: { ...NOBODY_ADOPTS.delivery, secretName: 'Account_{account}_User_{user}_Key' },
    };
    const r = await run(w.sandbox, { ledger: w.ledger, processId: 'second', settings });
    expect(w.sandbox.world.iam.key(w.newKey).status, brief(r).join(' | ')).toBe('Active');
  });

  it('does not deactivate the new key because the secret is scheduled for deletion', async () => {
    const w = await promotedAndDied();
    w.sandbox.world.secrets.remove(SECRET);
    const r = await run(w.sandbox, { ledger: w.ledger, processId: 'second' });
    expect(w.sandbox.world.iam.key(w.newKey).status, brief(r).join(' | ')).toBe('Active');
  });

  it('does not go on for ever when the secret was made again without the version', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'UpdateSecretVersionStage', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.world.secrets.remove(SECRET, 0);
    w.sandbox.world.secrets.add(ACCOUNT, {
      name: NAME,
      region: 'eu-west-1',
      value: 'by hand',
      tags: { 'keyturn:ledger': 'ledger-test' },
    });
    const seen: string[] = [];
    for (let d = 1; d < 12; d += 1) {
      const r = await runOn(w, d);
      seen.push(`${d} exit ${r.exitCode} ${brief(r).join(' | ')}`);
    }
    const memory = await memoryOf(w);
    const held = memory.held.length > 0;
    expect(memory.openSaga === undefined || held, seen.join('\n')).toBe(true);
  });
});

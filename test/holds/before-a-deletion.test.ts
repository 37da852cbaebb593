import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { brief, gatesOf } from '../support/decisions-in-brief.ts';
import { ACCOUNT, memoryOf, REF, SECRET, statuses, world } from '../support/one-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, run, sandboxWith, use } from '../support/world.ts';

describe('before an old key is deleted', () => {
  it.each([0, 7])('its secret is asked: removed by people (%i days to go), it stays', async (window) => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11]);
    expect(statuses(w.sandbox)[0]).toBe('Inactive');
    w.sandbox.world.secrets.remove(SECRET, window);
    const report = await runOn(w, [15, 19, 20, 22, 30]);
    expect(statuses(w.sandbox)).toHaveLength(2);
    expect(gatesOf(report.decisions)).toContain('replacement');
  });

  it('a use that AWS reported late is a hold, told to its owner', async () => {
    const w = world({ lastUsedLagMs: 6 * HOUR });
    await runOn(w, UP_TO_GRACE);
    const [old] = w.sandbox.world.iam.keys(REF);
    w.sandbox.clock.set(day(11) - 2 * HOUR);
    expect(use(w.sandbox, old?.id ?? '')).toBe(true);
    await runOn(w, 11);
    expect(w.sandbox.world.iam.key(old?.id ?? '').status).toBe('Inactive');
    const report = await runOn(w, [15, 19, 20, 22, 30]);
    expect(statuses(w.sandbox)).toHaveLength(2);
    expect(gatesOf(report.decisions)).toContain('late-use');
    const { notices } = await memoryOf(w);
    expect(notices.filter(({ kind, keyId }) => kind === 'held' && keyId === old?.id)).not.toEqual([]);
  });
});

it("a key that went in favour of a person's key is not deleted once that key is gone", async () => {
  const used = (at: number) => ({ at: day(at), service: 's3', region: 'eu-west-1' });
  const keys = [
    { createdAt: day(-95), lastUsed: used(-30) },
    { createdAt: day(-20), lastUsed: used(-1) },
  ];
  const sandbox = sandboxWith([member(ACCOUNT, [{ name: 'app', keys }])]);
  const ledger = memoryLedger();
  const seen: string[] = [];
  for (const today of [0, 4, 6, 7, 8, 11, 15, 18, 19, 20, 25]) {
    sandbox.clock.set(day(today));
    if (today === 11) sandbox.world.iam.setKeyStatus(sandbox.world.iam.keys(REF)[1]?.id ?? '', 'Inactive');
    const report = await run(sandbox, { ledger, processId: `d${today}` });
    seen.push(`${today}: ${brief(report).join(' | ')}`);
  }
  expect(sandbox.world.iam.keys(REF), seen.join('\n')).toHaveLength(2);
});

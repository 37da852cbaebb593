import { describe, expect, it } from 'vitest';
import { day, member, memoryLedger, run, sandboxWith, use } from '../support/world.ts';

describe('the life of one key', () => {
  it('goes from warning to deletion without the owner being cut off', async () => {
    const sandbox = sandboxWith([
      member('111111111111', [
        {
          name: 'app',
          keys: [{ createdAt: day(-80), lastUsed: { at: day(-1), service: 's3', region: 'eu-west-1' } }],
        },
      ]),
    ]);
    const ledger = memoryLedger();
    const ref = { accountId: '111111111111', userName: 'app' };
    const seen: string[] = [];
    for (let today = 0; today <= 40; today += 1) {
      sandbox.clock.set(day(today));
      if (today < 12) {
        const [old] = sandbox.world.iam.keys(ref);
        if (old !== undefined) use(sandbox, old.id);
      }
      const report = await run(sandbox, { ledger, processId: `day-${today}` });
      for (const decision of report.decisions) {
        if (decision.action === 'none') continue;
        seen.push(
          `${today} ${decision.action} ${decision.reason} ${(decision.outcome?.status === 'failed' ? decision.outcome.why : decision.outcome?.status) ?? (decision.objections ?? []).map((o) => o.gate).join('+')}`,
        );
      }
      const failed = report.coverage.filter((entry) => entry.outcome === 'failed');
      expect(failed).toEqual([]);
    }
    expect(seen).toMatchInlineSnapshot(`
      [
        "3 warn KEY_PENDING_ROTATION ",
        "7 warn KEY_PENDING_ROTATION ",
        "9 warn KEY_PENDING_ROTATION ",
        "10 rotate EXPIRED_ACTIVE_KEY done",
        "13 warn KEY_PENDING_DEACTIVATION ",
        "17 warn KEY_PENDING_DEACTIVATION ",
        "19 warn KEY_PENDING_DEACTIVATION ",
        "21 deactivate INSTALL_GRACE_PERIOD_END done",
        "24 warn KEY_PENDING_DELETION ",
        "28 warn KEY_PENDING_DELETION ",
        "30 warn KEY_PENDING_DELETION ",
        "32 delete RECOVER_GRACE_PERIOD_END done",
      ]
    `);
    expect(sandbox.world.iam.keys(ref)).toHaveLength(1);
  });
});

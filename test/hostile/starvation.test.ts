import { describe, expect, it } from 'vitest';
import { day, member, memoryLedger, sandboxWith } from '../support/world.ts';
import {
  ACCOUNT,
  brief,
  DEFAULT_SETTINGS,
  gatesOf,
  lastUsed,
  memoryOf,
  REF,
  runOn,
  SECRET,
  statuses,
  UP_TO_GRACE,
  world,
} from './support.ts';

describe('budget', () => {
  it.each([
    ['held at execution', 'foreign'],
    ['failing', 'denied'],
  ])('a user that is %s does not eat the budget of the others for ever', async (_n, how) => {
    const sandbox = sandboxWith([
      member(
        ACCOUNT,
        ['a', 'b'].map((name) => ({ name, keys: [{ createdAt: day(-95), lastUsed }] })),
        how === 'foreign'
          ? {
              secrets: [
                {
                  name: `Account_${ACCOUNT}_User_a_AccessKey`,
                  region: 'eu-west-1',
                  value: 'x',
                  tags: { 'keyturn:ledger': 'other' },
                },
              ],
            }
          : {},
      ),
    ]);
    if (how === 'denied') {
      const role = { accountId: ACCOUNT, roleName: 'KeyturnRotate' };
      const before = sandbox.world.iam.role(role).policies.map((p) => p.text);
      sandbox.world.iam.setRolePolicies(role, [
        ...before,
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: `arn:aws:iam::${ACCOUNT}:user/a` },
          ],
        },
      ]);
    }
    const w = { sandbox, ledger: memoryLedger() };
    const settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, maxChangesPerAccount: 1 } };
    const codes: string[] = [];
    for (let d = 0; d < 20; d += 1) {
      const r = await runOn(w, d, settings);
      codes.push(`${r.exitCode} ${brief(r).join(' | ')}`);
    }
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'b' }).length, codes.at(-1)).toBe(2);
  });
});

describe('a hold that only execution finds', () => {
  it('is noted, told, aged and escalated like any other', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    w.sandbox.world.secrets.remove(SECRET);
    const report = await runOn(w, [11, 12, 13, 20, 30, 40]);
    expect(gatesOf(report.decisions)).toEqual(['replacement']);
    const memory = await memoryOf(w);
    expect.soft(memory.held.length, 'known to the ledger').toBe(1);
    expect
      .soft(memory.notices.filter((n) => n.kind === 'held').length, 'somebody is told')
      .toBeGreaterThan(0);
    expect
      .soft(report.decisions.find((d) => d.action === 'hold')?.escalated, 'escalated after 7 days')
      .toBe(true);
  });
});

describe('what the plan may do and the session may not see', () => {
  it.each(['iam:GetAccessKeyLastUsed', 'iam:ListGroupsForUser'])(
    'a rotate role without %s is a visible hold or failure, not "stale" for ever',
    async (action) => {
      const w = world();
      await runOn(w, UP_TO_GRACE);
      const role = { accountId: ACCOUNT, roleName: 'KeyturnRotate' };
      const before = w.sandbox.world.iam.role(role).policies.map((p) => p.text);
      w.sandbox.world.iam.setRolePolicies(role, [
        ...before,
        { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] },
      ]);
      const seen: string[] = [];
      let code = 0;
      let held = false;
      let escalated = false;
      for (let d = 11; d < 40; d += 1) {
        const r = await runOn(w, d);
        code = Math.max(code, r.exitCode);
        held ||= r.decisions.some((x) => x.action === 'hold' || x.outcome?.status === 'failed');
        escalated ||= r.decisions.some((x) => x.escalated === true);
        seen.push(`${d} exit ${r.exitCode}: ${brief(r).join(' | ')}`);
      }
      expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
      const told = (await memoryOf(w)).notices.filter((n) => n.kind === 'held').length;
      expect.soft(code === 2 || held, seen.at(-1)).toBe(true);
      expect.soft(escalated || code === 2).toBe(true);
      expect.soft(told, 'hold notices').toBeLessThanOrEqual(2);
      void REF;
    },
  );
});

import { describe, expect, it } from 'vitest';
import { brief } from '../support/decisions-in-brief.ts';
import { ACCOUNT, lastUsed } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, sandboxWith } from '../support/world.ts';

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
    const settings = { ...NOBODY_ADOPTS, safety: { ...NOBODY_ADOPTS.safety, maxChangesPerAccount: 1 } };
    const codes: string[] = [];
    for (let d = 0; d < 20; d += 1) {
      const r = await runOn(w, d, settings);
      codes.push(`${r.exitCode} ${brief(r).join(' | ')}`);
    }
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'b' }).length, codes.at(-1)).toBe(2);
  });
});

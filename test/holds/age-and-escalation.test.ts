import { describe, expect, it } from 'vitest';
import { type Duration, type Instant, isoDay } from '../../src/domain/time.ts';
import { isSameHold } from '../../src/policy/plan-user.ts';
import { exempt } from '../support/changed-settings.ts';
import { brief, gatesOf } from '../support/decisions-in-brief.ts';
import { ACCOUNT, memoryOf, REF, SECRET, statuses, world } from '../support/one-user.ts';
import { daily, runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, NOBODY_ADOPTS, use } from '../support/world.ts';

it.each([
  ['gates come and go', 'EXPIRED_ACTIVE_KEY rotate free-slot', 'EXPIRED_ACTIVE_KEY rotate budget', true],
  [
    'the reason changes, what blocks it stays',
    'MORE_THAN_TWO_KEYS rotate key-count',
    'EXPIRED_ACTIVE_KEY rotate key-count',
    true,
  ],
  ['another act', 'RECOVER_GRACE_PERIOD_END delete soak', 'INSTALL_GRACE_PERIOD_END deactivate soak', false],
  [
    'another reason and another gate',
    'MORE_THAN_TWO_KEYS rotate key-count',
    'EXPIRED_ACTIVE_KEY rotate free-slot',
    false,
  ],
])('a hold grows old as one: %s', (_name, one, other, same) => {
  expect(isSameHold(one, other)).toBe(same);
  expect(isSameHold(other, one)).toBe(same);
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
    },
  );
});

describe('a hold whose gates flap', () => {
  it('still escalates, and does not tell again every day', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    let odd = false;
    w.sandbox.faults.on((c) =>
      odd && c.operation === 'GetAccessKeyLastUsed'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    const settings = {
      ...NOBODY_ADOPTS,
      policy: { ...NOBODY_ADOPTS.policy, inUse: { extend: 0 as Duration, afterwards: 'hold' as const } },
    };
    let escalated = false;
    for (let d = 11; d < 40; d += 1) {
      w.sandbox.clock.set(day(d) - 5 * 3_600_000);
      use(w.sandbox, w.sandbox.world.iam.keys(REF)[0]?.id ?? '');
      odd = d % 2 === 1;
      const r = await runOn(w, d, settings);
      escalated ||= r.decisions.some((x) => x.escalated === true);
    }
    expect.soft(escalated).toBe(true);
    expect.soft((await memoryOf(w)).notices.filter((n) => n.kind === 'held').length).toBeLessThan(5);
  });
});

describe('the forms of one run', () => {
  it('a hold that began after an exemption is as old as it is', async () => {
    const w = world();
    await runOn(w, daily(0, 20));
    await runOn(w, daily(21, 26), exempt(26.5));
    let blind = true;
    w.sandbox.faults.on((call) =>
      blind && call.operation === 'GetAccessKeyLastUsed'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    const report = await runOn(w, 27);
    const hold = report.decisions.find((d) => d.action === 'hold');
    blind = false;
    expect(hold?.heldSince && isoDay(hold.heldSince)).toBe(isoDay(day(27) as Instant));
  });
});

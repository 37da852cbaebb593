import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/app/apply.ts';
import { planDocument } from '../../src/app/plan-file.ts';
import { canarySummary } from '../../src/app/run/canary.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { days, hours, instant } from '../../src/domain/time.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith } from '../support/world.ts';

const FIRST = '111111111111';

const SECOND = '222222222222';

const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

const canary = { accounts: [FIRST], organizationalUnits: [], for: days(3) };

const settings: Settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, canary } };

function start(firstCreated: number) {
  const user = (createdAt: number) => ({ name: 'app', keys: [{ createdAt, lastUsed }] });
  const accounts = [member(FIRST, [user(firstCreated)]), member(SECOND, [user(day(-95))])];
  return { sandbox: sandboxWith(accounts), ledger: memoryLedger() };
}

const keysIn = (sandbox: ReturnType<typeof start>['sandbox'], accountId: string): number =>
  sandbox.world.iam.keys({ accountId, userName: 'app' }).length;

describe('a canary', () => {
  it('starts again after a change failed in it, by `apply` too', async () => {
    const { sandbox, ledger } = start(day(-88));
    await run(sandbox, { ledger, settings, withUnits: false, processId: 'd0' });
    sandbox.clock.set(day(2.5));
    const plan = planDocument(
      await run(sandbox, { ledger, settings, withUnits: false, enforce: false, processId: 'plan' }),
      { expiry: hours(24), ledgerIsNew: false },
    );
    expect(plan.decisions.map(({ action }) => action)).toContain('rotate');
    sandbox.faults.on((call) =>
      call.operation === 'PutSecretValue'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' }
        : undefined,
    );
    const parts = partsOf(sandbox, { ledger, settings, withUnits: false, processId: 'apply' });
    const applied = await applyPlan(parts, { plan, path: 'plan.json', enforce: true });
    expect(applied.exitCode).toBe(2);
    sandbox.faults.clear();
    sandbox.clock.set(day(3.1));
    await run(sandbox, { ledger, settings, withUnits: false, processId: 'd3' });
    expect(keysIn(sandbox, SECOND)).toBe(1);
  });

  it('that was frozen all the time has shown nothing', async () => {
    const { sandbox, ledger } = start(day(-95));
    const freeze = [{ from: instant(day(-1)), until: instant(day(10)), accounts: [FIRST] }];
    const frozen = { ...settings, safety: { ...settings.safety, freeze } };
    for (const today of [0, 1, 2, 3, 4]) {
      sandbox.clock.set(day(today));
      await run(sandbox, { ledger, settings: frozen, withUnits: false, processId: `d${today}` });
    }
    expect([keysIn(sandbox, FIRST), keysIn(sandbox, SECOND)]).toEqual([1, 1]);
  });
});

it('whoever only ever applies plans gets past the canary as well', async () => {
  const { sandbox, ledger } = start(day(-95));
  for (const today of [0, 1, 2, 3, 4, 5]) {
    sandbox.clock.set(day(today));
    const dry = await run(sandbox, {
      ledger,
      settings,
      withUnits: false,
      enforce: false,
      processId: `p${today}`,
    });
    const plan = planDocument(dry, { expiry: hours(24), ledgerIsNew: false });
    const parts = partsOf(sandbox, { ledger, settings, withUnits: false, processId: `a${today}` });
    await applyPlan(parts, { plan, path: 'plan.json', enforce: true });
  }
  expect(keysIn(sandbox, SECOND)).toBe(2);
});

it('a canary that names no account of the organization was not scanned (mutant canary-scanned)', () => {
  const canary = { accounts: ['999999999999'], organizationalUnits: [], for: days(3) };
  expect(canarySummary(canary, { canaries: [], coverage: [] })?.scanned).toBe(false);
});

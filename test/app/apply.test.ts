import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/app/apply.ts';
import { planDocument, planText, readPlan } from '../../src/app/plan-file.ts';
import type { SavedPlan } from '../../src/domain/plan.ts';
import { HOUR, hours } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith, use } from '../support/world.ts';

const ACCOUNT = '111111111111';
const APP = { accountId: ACCOUNT, userName: 'app' };
const WEB = { accountId: ACCOUNT, userName: 'web' };
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

function start(): { readonly sandbox: Sandbox; readonly ledger: Ledger } {
  const users = ['app', 'web'].map((name) => ({ name, keys: [{ createdAt: day(-100), lastUsed }] }));
  return { sandbox: sandboxWith([member(ACCOUNT, users)]), ledger: memoryLedger() };
}

async function planned(sandbox: Sandbox, ledger: Ledger): Promise<SavedPlan> {
  const report = await run(sandbox, { ledger, enforce: false, processId: 'plan' });
  return planDocument(report, { expiry: hours(24), ledgerIsNew: false });
}

async function apply(sandbox: Sandbox, ledger: Ledger, plan: SavedPlan, enforce = true) {
  const parts = partsOf(sandbox, { ledger, processId: 'apply' });
  return await applyPlan(parts, { plan, path: 'plan.json', enforce });
}

const keysOf = (sandbox: Sandbox, user: typeof APP): number => sandbox.world.iam.keys(user).length;

describe('apply', () => {
  it('does what the plan holds and what is still due', async () => {
    const { sandbox, ledger } = start();
    const plan = await planned(sandbox, ledger);
    expect(plan.decisions.map(({ action, userName }) => `${action} ${userName}`).sort()).toEqual([
      'rotate app',
      'rotate web',
    ]);
    const report = await apply(sandbox, ledger, plan);
    expect([keysOf(sandbox, APP), keysOf(sandbox, WEB)]).toEqual([2, 2]);
    expect(report.applied).toMatchObject({ refused: [], left: 0 });
    expect(report.exitCode).toBe(0);
  });

  it('changes nothing without enforce, and says what it would do', async () => {
    const { sandbox, ledger } = start();
    const report = await apply(sandbox, ledger, await planned(sandbox, ledger), false);
    expect([keysOf(sandbox, APP), keysOf(sandbox, WEB)]).toEqual([1, 1]);
    expect(report.decisions.map((decision) => decision.action)).toEqual(['rotate', 'rotate']);
    expect(report.applied?.refused).toEqual([]);
  });

  it('leaves alone what has become due since, and reads only the users of the plan', async () => {
    const { sandbox, ledger } = start();
    const whole = await planned(sandbox, ledger);
    const plan = planDocument(
      {
        ...(await run(sandbox, { ledger, enforce: false, processId: 'again' })),
        decisions: whole.decisions
          .filter(({ userName }) => userName === 'app')
          .map((decision) => ({ ...decision, accountName: 'x' })),
      },
      { expiry: hours(24), ledgerIsNew: false },
    );
    await apply(sandbox, ledger, plan);
    expect([keysOf(sandbox, APP), keysOf(sandbox, WEB)]).toEqual([2, 1]);
  });

  it('refuses what is not due any more, and says why', async () => {
    const { sandbox, ledger } = start();
    const plan = await planned(sandbox, ledger);
    const [old] = sandbox.world.iam.keys(APP);
    sandbox.world.iam.deleteKey(old?.id ?? '');
    sandbox.world.iam.addKey(WEB, { createdAt: day(-95), lastUsed });
    const report = await apply(sandbox, ledger, plan);
    expect(keysOf(sandbox, APP)).toBe(0);
    const why = Object.fromEntries(
      (report.applied?.refused ?? []).map((refused) => [refused.decision.userName, refused.why]),
    );
    expect(why.app).toContain('the key is gone');
    expect(why.web).toContain('held now (TWO_ACTIVE_KEYS_CONFLICT: two-active-keys)');
  });

  it('refuses to do twice what an earlier apply has done', async () => {
    const { sandbox, ledger } = start();
    const plan = await planned(sandbox, ledger);
    await apply(sandbox, ledger, plan);
    const again = await apply(sandbox, ledger, plan);
    expect([keysOf(sandbox, APP), keysOf(sandbox, WEB)]).toEqual([2, 2]);
    expect(again.applied?.refused).toHaveLength(2);
  });

  it('refuses a deactivation whose ground has changed: the old key is used again', async () => {
    const { sandbox, ledger } = start();
    for (const today of [0, 4, 8, 9]) {
      sandbox.clock.set(day(today));
      await run(sandbox, { ledger, processId: `d${today}` });
    }
    sandbox.clock.set(day(11));
    const plan = await planned(sandbox, ledger);
    expect(plan.decisions.map((decision) => decision.action)).toContain('deactivate');
    const [old] = sandbox.world.iam.keys(APP);
    expect(use(sandbox, old?.id ?? '')).toBe(true);
    sandbox.clock.advance(5 * HOUR);
    const report = await apply(sandbox, ledger, plan);
    expect(sandbox.world.iam.keys(APP)[0]?.status).toBe('Active');
    expect(sandbox.world.iam.keys(WEB)[0]?.status).toBe('Inactive');
    expect(report.applied?.refused.map((refused) => refused.decision.userName)).toEqual(['app']);
  });

  it('queues no notice about another key of the same user that the plan does not hold', async () => {
    const keys = [84, 85].map((age) => ({ createdAt: day(-age), lastUsed }));
    const sandbox = sandboxWith([member(ACCOUNT, [{ name: 'app', keys }])]);
    const ledger = memoryLedger();
    const plan = await planned(sandbox, ledger);
    expect(plan.decisions.map(({ action }) => action)).toEqual(['warn', 'warn']);
    const [first] = plan.decisions;
    const report = await apply(sandbox, ledger, { ...plan, decisions: plan.decisions.slice(0, 1) });
    const [memory] = await ledger.findUsers({ user: 'app' });
    expect(memory?.notices.map(({ kind, keyId }) => [kind, keyId])).toEqual([['warning', first?.keyId]]);
    expect(report.applied).toMatchObject({ refused: [], left: 1 });
  });

  it('queues no notice that the plan does not hold', async () => {
    const { sandbox, ledger } = start();
    sandbox.clock.set(day(0));
    const plan = await planned(sandbox, ledger);
    const onlyApp = { ...plan, decisions: plan.decisions.filter(({ userName }) => userName === 'app') };
    await apply(sandbox, ledger, onlyApp);
    const web = await ledger.findUsers({ user: 'web' });
    expect(web.flatMap((memory) => memory.notices)).toEqual([]);
  });
});

describe('a plan that may not be applied', () => {
  const cases: readonly [string, (plan: SavedPlan) => SavedPlan, string][] = [
    ['of another organization', (plan) => ({ ...plan, organizationId: 'o-another0000' }), 'PLAN_OTHER'],
    ['of another account', (plan) => ({ ...plan, callerAccountId: '222222222222' }), 'PLAN_OTHER'],
    ['of another ledger', (plan) => ({ ...plan, ledgerId: 'someone-elses' }), 'PLAN_OTHER'],
    ['that has expired', (plan) => ({ ...plan, expiresAt: plan.madeAt }), 'PLAN_EXPIRED'],
    [
      'from a time to come',
      (plan) => ({ ...plan, madeAt: (plan.madeAt + 2 * HOUR) as SavedPlan['madeAt'] }),
      'PLAN_EXPIRED',
    ],
  ];
  it.each(cases)('%s', async (_name, change, code) => {
    const { sandbox, ledger } = start();
    const plan = change(await planned(sandbox, ledger));
    const before = sandbox.world.events.length;
    await expect(apply(sandbox, ledger, plan)).rejects.toMatchObject({ code });
    expect(sandbox.world.events.slice(before).filter((event) => event.type.endsWith('AccessKey'))).toEqual(
      [],
    );
  });

  it('because it is damaged, edited or something else', async () => {
    const { sandbox, ledger } = start();
    const text = planText(await planned(sandbox, ledger));
    expect(readPlan(text, 'p').decisions).toHaveLength(2);
    expect(readPlan(`\uFEFF${JSON.stringify(JSON.parse(text))}`, 'p').decisions).toHaveLength(2);
    const codeOf = (broken: string): string => {
      try {
        readPlan(broken, 'p');
        return 'read';
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : 'other';
      }
    };
    expect(codeOf('')).toBe('PLAN_UNREADABLE');
    expect(codeOf(text.slice(0, -20))).toBe('PLAN_UNREADABLE');
    expect(codeOf('{"schema":"keyturn/run/v1"}')).toBe('PLAN_UNREADABLE');
    expect(codeOf('[]')).toBe('PLAN_UNREADABLE');
    expect(codeOf(text.replace('"rotate"', '"destroy"'))).toBe('PLAN_UNREADABLE');
    expect(codeOf(text.replace('"rotate"', '"delete"'))).toBe('PLAN_EDITED');
    expect(codeOf(text.replace('EXPIRED_ACTIVE_KEY', 'FORCED_ROTATION'))).toBe('PLAN_EDITED');
  });

  it('an edited plan with a right digest still does nothing that is not due', async () => {
    const { sandbox, ledger } = start();
    const report = await run(sandbox, { ledger, enforce: false, processId: 'plan' });
    const forged = report.decisions.map((decision) => ({ ...decision, action: 'delete' as const }));
    const plan = planDocument({ ...report, decisions: forged }, { expiry: hours(24), ledgerIsNew: false });
    const result = await apply(sandbox, ledger, plan);
    expect([keysOf(sandbox, APP), keysOf(sandbox, WEB)]).toEqual([1, 1]);
    expect(result.applied?.refused.map((refused) => refused.why)).toEqual([
      expect.stringContaining('now it is to rotate'),
      expect.stringContaining('now it is to rotate'),
    ]);
  });
});

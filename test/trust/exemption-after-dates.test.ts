import { describe, expect, it } from 'vitest';
import { brief, memoryOf, REF, runOn, UP_TO_GRACE, world } from '../hostile/support.ts';
import { day, use } from '../support/world.ts';
import { daily, exempt, frozen } from './support.ts';

describe('an exemption after a date was given anew', () => {
  it('deactivation three months after the told date without a new one', async () => {
    const w = world();
    await runOn(w, daily(0, 3));
    await runOn(w, daily(4, 19), exempt(20));
    await runOn(w, daily(20, 21));
    await runOn(w, daily(22, 110), exempt(111));
    const report = await runOn(w, 112);
    expect(brief(report)).not.toContain('app deactivate INSTALL_GRACE_PERIOD_END done');
  });
});

describe('an exemption and the deletion', () => {
  it('freeze under the exemption: the spared deletion is forgotten', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 15]);
    const base = frozen(17, 80);
    await runOn(w, [18, 22, 40, 60, 79], exempt(80, base));
    const report = await runOn(w, 81, exempt(80, base));
    expect(brief(report)).not.toContain('app delete RECOVER_GRACE_PERIOD_END done');
  });
  it('a hold of the deactivation is taken for one of the deletion', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    for (const d of daily(0, 30)) {
      w.sandbox.clock.set(day(d) - 3600_000);
      if (d > 0) use(w.sandbox, old);
      await runOn(w, d);
    }
    await runOn(w, 31, exempt(80));
    w.sandbox.world.iam.setKeyStatus(old, 'Inactive');
    await runOn(w, daily(32, 79), exempt(80));
    const report = await runOn(w, 81);
    const told = (await memoryOf(w)).notices.filter((n) => n.keyId === old && n.pending === 'delete');
    expect({
      deleted: brief(report).some((l) => l.includes('delete') && l.includes('done')),
      told: told.length > 0,
    }).not.toEqual({ deleted: true, told: false });
  });
});

describe('an exemption that covers the warnings', () => {
  it('an exemption that covers every warning and ends within a week of the date: deleted, never told a date', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    await runOn(w, daily(0, 12));
    await runOn(w, daily(13, 24), exempt(25));
    const report = await runOn(w, 25.1, exempt(25));
    const told = (await memoryOf(w)).notices.filter((n) => n.keyId === old && n.pending === 'delete');
    expect({
      deleted: brief(report).some((l) => l.includes('delete') && l.includes('done')),
      told: told.length > 0,
    }).not.toEqual({ deleted: true, told: false });
  });
});

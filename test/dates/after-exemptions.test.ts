import { describe, expect, it } from 'vitest';
import { exempt, frozen } from '../support/changed-settings.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { memoryOf, oldKeyOf, REF, type W, world } from '../support/one-user.ts';
import { daily, runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, use } from '../support/world.ts';

const isListed = (w: W, keyId: string): boolean =>
  w.sandbox.world.iam.keys(REF).some(({ id }) => id === keyId);

/** How often its owner was told of the deletion of the key. */
async function toldDeletions(w: W, keyId: string): Promise<number> {
  const { notices } = await memoryOf(w);
  return notices.filter((notice) => notice.keyId === keyId && notice.pending === 'delete').length;
}

describe('when an exemption ends', () => {
  it('a deactivation whose date is months old is announced again, though it was once before, and then takes place', async () => {
    const w = world();
    await runOn(w, daily(0, 3));
    const old = oldKeyOf(w);
    await runOn(w, daily(4, 19), exempt(20));
    await runOn(w, daily(20, 21));
    await runOn(w, daily(22, 110), exempt(111));
    expect(brief(await runOn(w, 112))).toContain('app warn KEY_PENDING_DEACTIVATION');
    await runOn(w, daily(113, 121));
    expect(w.sandbox.world.iam.key(old).status).toBe('Inactive');
  });

  it('a deletion that a freeze would have held too is announced first', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 15]);
    const base = frozen(17, 80);
    await runOn(w, [18, 22, 40, 60, 79], exempt(80, base));
    expect(brief(await runOn(w, 81, exempt(80, base)))).toContain('app warn KEY_PENDING_DELETION');
  });

  it('an older hold of the deactivation does not stand in for one of the deletion', async () => {
    const w = world();
    const old = oldKeyOf(w);
    for (const d of daily(0, 30)) {
      w.sandbox.clock.set(day(d) - 3_600_000);
      if (d > 0) use(w.sandbox, old);
      await runOn(w, d);
    }
    await runOn(w, 31, exempt(80));
    w.sandbox.world.iam.setKeyStatus(old, 'Inactive');
    await runOn(w, daily(32, 79), exempt(80));
    await runOn(w, 81);
    expect(isListed(w, old)).toBe(true);
    expect(await toldDeletions(w, old)).toBeGreaterThan(0);
  });

  it('a deletion is told first where it covered every day of the warnings', async () => {
    const w = world();
    const old = oldKeyOf(w);
    await runOn(w, daily(0, 12));
    await runOn(w, daily(13, 24), exempt(25));
    expect(await toldDeletions(w, old)).toBe(0);
    expect(brief(await runOn(w, 25.1, exempt(25)))).toContain('app warn KEY_PENDING_DELETION');
    await runOn(w, daily(26, 34));
    expect(isListed(w, old)).toBe(false);
  });
});

it('an exemption that ends two months after the date: the deletion is announced first', async () => {
  const w = world();
  await runOn(w, [...UP_TO_GRACE, 11, 15]);
  await runOn(w, [18, 22, 40, 60, 79], exempt(80));
  expect(brief(await runOn(w, 81, exempt(80)))).toContain('app warn KEY_PENDING_DELETION');
});

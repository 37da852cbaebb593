import { expect, it } from 'vitest';
import type { Notifier } from '../../src/ports/notifier.ts';
import { day, run, use } from '../support/world.ts';
import { brief, DEFAULT_SETTINGS, memoryOf, REF, world } from './support.ts';

it('an extension whose notice no channel took is announced anew, or could never end', async () => {
  const w = world();
  const inUse = { ...DEFAULT_SETTINGS.policy.inUse, afterwards: 'deactivate' as const };
  const settings = { ...DEFAULT_SETTINGS, policy: { ...DEFAULT_SETTINGS.policy, inUse } };
  // Used every day; the last use is reported within hours.
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  let up = true;
  const mail: Notifier = {
    channel: 'mail',
    countsAsNotice: true,
    deliver: async (notices) => ({ accepted: up ? notices.map(({ id }) => id) : [] }),
  };
  const seen: string[] = [];
  for (let today = 0; today <= 90; today += 1) {
    w.sandbox.clock.set(
      day(today) - 12 * 3_600_000 > w.sandbox.clock.now()
        ? day(today) - 12 * 3_600_000
        : w.sandbox.clock.now(),
    );
    use(w.sandbox, old);
    w.sandbox.clock.set(Math.max(day(today), w.sandbox.clock.now()));
    up = today < 11 || today >= 25;
    const report = await run(w.sandbox, {
      ledger: w.ledger,
      settings,
      processId: `d${today}`,
      parts: { notifiers: [mail] },
    });
    if (today > 9) seen.push(`${today}: ${brief(report).join(' | ')}`);
  }
  const late = (await memoryOf(w)).notices.filter(
    (n) => n.pending === 'deactivate' && n.queuedAt >= day(25) && n.acceptedAt !== undefined,
  );
  expect(late.length, seen.join('\n')).toBeGreaterThan(0);
});

import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { createConsoleNotifier } from '../../src/notify/console.ts';
import { SILENT_HOST } from '../../src/ports/host.ts';
import { day, member, memoryLedger, run, sandboxWith } from '../support/world.ts';

const FIRST = '111111111111';
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

describe('what is remembered of one user for years', () => {
  const variants = {
    'owners are told': {},
    'nobody can be told': { notifiers: [createConsoleNotifier(SILENT_HOST, false)] },
    'no channel at all': { notifiers: [] },
    'a channel that never takes anything': {
      notifiers: [{ channel: 'mail', countsAsNotice: true, deliver: async () => ({ accepted: [] }) }],
    },
  };
  it.each(Object.entries(variants))('stays below 50 KB: %s', { timeout: 500_000 }, async (_name, parts) => {
    const sandbox = sandboxWith([
      member(FIRST, [
        { name: 'unused', keys: [{ createdAt: day(-400) }, { createdAt: day(-300) }] },
        {
          name: 'two',
          keys: [
            { createdAt: day(-95), lastUsed },
            { createdAt: day(-120), lastUsed },
          ],
        },
        { name: 'app', keys: [{ createdAt: day(-95), lastUsed }] },
      ]),
    ]);
    const ledger = memoryLedger();
    const sizes: Record<string, number> = {};
    for (let today = 0; today <= 900; today += 3) {
      sandbox.clock.set(day(today));
      await run(sandbox, {
        ledger,
        settings: DEFAULT_SETTINGS,
        processId: `d${today}`,
        withUnits: false,
        parts: parts as never,
      });
    }
    for (const userName of ['unused', 'two', 'app']) {
      const { userId } = sandbox.world.iam.user({ accountId: FIRST, userName });
      const memory = await ledger.loadUser({ accountId: FIRST as never, userId: userId as UserId });
      sizes[userName] = JSON.stringify(memory).length;
    }
    expect(Math.max(...Object.values(sizes))).toBeLessThan(50_000);
  });
});

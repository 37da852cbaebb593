import { describe, expect, it } from 'vitest';
import { forecast } from '../../src/app/forecast.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import type { ReportedDecision } from '../../src/domain/report.ts';
import { DAY, isoDay, plus } from '../../src/domain/time.ts';
import { channel } from '../support/channel.ts';
import { USERS } from '../support/every-retirement.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, run, sandboxWith } from '../support/world.ts';

const settings = {
  ...NOBODY_ADOPTS,
  policy: { ...NOBODY_ADOPTS.policy, unusedKeys: 'retire' as const },
};

function nameOf({ userName, reason, action }: ReportedDecision): string {
  return `${userName}: ${action} ${reason}`;
}

describe.each([true, false])('with a channel that counts: %s', (counts) => {
  it('the forecast does on a day what the report says of it', async () => {
    const sandbox = sandboxWith([member(ACCOUNT, USERS)]);
    const ledger = memoryLedger();
    const texts: string[] = [];
    let compared = 0;
    for (const today of [0, 1, 4, 9, 12, 20]) {
      sandbox.clock.set(day(today));
      const parts = { notifiers: [channel(counts, texts)] };
      const report = await run(sandbox, { ledger, settings, processId: `d${today}`, parts });
      sandbox.clock.set(day(today) + 60_000);
      const ahead = await forecast(partsOf(sandbox, { ledger, settings, parts }), 60);
      for (const decision of report.decisions) {
        if (decision.outcome !== undefined) continue;
        const next = nextActOf(decision, report.endedAt);
        if (next.at === undefined || (next.kind !== 'act' && next.kind !== 'held-then')) continue;
        const [first] = ahead.events.filter(
          ({ keyId, action }) => keyId === decision.keyId && action !== 'warn',
        );
        const runs = Math.max(0, Math.ceil((next.at - ahead.madeAt) / DAY));
        const wanted = {
          key: nameOf(decision),
          day: isoDay(plus(ahead.madeAt, runs * DAY)),
          action: next.kind === 'act' ? next.change : 'hold',
        };
        const found = first && { key: wanted.key, day: isoDay(first.at), action: first.action };
        expect(found, `day ${today}`).toEqual(wanted);
        if (next.kind === 'held-then') expect(first?.gates).toContain('notice');
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(counts ? 8 : 10);
    const promised = texts.filter((text) => / will be deactivated on or after /.test(text));
    if (counts) expect(promised.length).toBeGreaterThan(3);
    else {
      expect(promised).toEqual([]);
      expect(texts.filter((text) => text.includes('will be held')).length).toBeGreaterThan(3);
    }
  });
});

describe('where no notice is asked for', () => {
  it('the forecast assumes nothing of channels', async () => {
    const sandbox = sandboxWith([member(ACCOUNT, USERS)]);
    const relaxed = { ...settings, policy: { ...settings.policy, notice: 'not-required' as const } };
    const parts = { notifiers: [channel(false, [])] };
    const ahead = await forecast(partsOf(sandbox, { ledger: memoryLedger(), settings: relaxed, parts }), 30);
    expect(ahead.untold).toBeUndefined();
    expect(ahead.assumptions[0]).toContain('Nothing waits for a notice');
    expect(ahead.events.filter(({ action }) => action === 'deactivate').length).toBeGreaterThan(0);
  });
});

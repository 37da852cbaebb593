import { describe, expect, it } from 'vitest';
import { forecast } from '../../src/app/forecast.ts';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import type { Notice } from '../../src/domain/memory.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import type { ReportedDecision } from '../../src/domain/report.ts';
import { DAY, isoDay, plus } from '../../src/domain/time.ts';
import { noticeText } from '../../src/messages/notice-text.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderTable } from '../../src/report/table.ts';
import type { UserDefinition } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, run, sandboxWith } from '../support/world.ts';

const ACCOUNT = '111111111111';
const usedLately = { at: day(-1), service: 's3', region: 'eu-west-1' };

/** Users on every way out that there is: replaced, unused, one of two, and still far from any. */
const USERS: readonly UserDefinition[] = [
  { name: 'old', keys: [{ createdAt: day(-95), lastUsed: usedLately }] },
  { name: 'young', keys: [{ createdAt: day(-30), lastUsed: usedLately }] },
  { name: 'soon', keys: [{ createdAt: day(-86), lastUsed: usedLately }] },
  { name: 'unused', keys: [{ createdAt: day(-400) }] },
  {
    name: 'two',
    keys: [
      { createdAt: day(-200), lastUsed: { ...usedLately, at: day(-120) } },
      { createdAt: day(-20), lastUsed: usedLately },
    ],
  },
];

/** A channel that shows notices, and whether it counts as having told their owners. */
function channel(counts: boolean, texts: string[]): Notifier {
  return {
    channel: 'file',
    countsAsNotice: counts,
    deliver: async (notices: readonly Notice[]) => {
      texts.push(...notices.map(noticeText));
      return { accepted: notices.map(({ id }) => id) };
    },
  };
}

const settings = {
  ...NOBODY_ADOPTS,
  policy: { ...NOBODY_ADOPTS.policy, unusedKeys: 'retire' as const },
};

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

  it('the first lines of the table and of the page say whether anything will be deactivated', async () => {
    const sandbox = sandboxWith([member(ACCOUNT, USERS)]);
    const parts = { notifiers: [channel(counts, [])] };
    const report = await run(sandbox, { ledger: memoryLedger(), settings, parts, enforce: false });
    expect(report.untold).toBe(counts ? undefined : 'all');
    const [, second = ''] = renderTable(report, { width: 120 }).split('\n');
    expect(second.includes('No key will be deactivated')).toBe(!counts);
    const [head = ''] = renderHtml(report).split('<main');
    expect(head.includes('No key will be deactivated: owners must be told first')).toBe(!counts);
  });
});

function nameOf({ userName, reason, action }: ReportedDecision): string {
  return `${userName}: ${action} ${reason}`;
}

describe('a replacement that nobody has used yet', () => {
  it('is told of in the words of the wait, and is no decision for anybody before it has stood too long', async () => {
    const sandbox = sandboxWith([member(ACCOUNT, [USERS[0] ?? { name: 'old' }])]);
    const ledger = memoryLedger();
    const texts: string[] = [];
    const parts = { notifiers: [channel(true, texts)] };
    const held: string[] = [];
    for (let today = 0; today <= 20; today += 1) {
      sandbox.clock.set(day(today));
      const options = { ledger, processId: `d${today}`, parts, settings: DEFAULT_SETTINGS };
      const { decisions } = await run(sandbox, options);
      if (decisions.some(({ objections = [] }) => objections.some(({ gate }) => gate === 'adoption')))
        held.push(`${today} ${texts.filter((text) => text.includes('needs a decision')).length}`);
    }
    expect(texts.filter((text) => text.startsWith('Nobody has used the replacement'))).toHaveLength(1);
    // Held from the tenth day on, and told to people a week later.
    expect(held[0]).toBe('11 0');
    expect(held.filter((line) => line.endsWith(' 0')).length).toBeGreaterThanOrEqual(7);
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

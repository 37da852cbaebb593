import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { renderTable } from '../../src/report/table.ts';
import { frozen } from '../support/changed-settings.ts';
import { channel } from '../support/channel.ts';
import { USERS } from '../support/every-retirement.ts';
import { ACCOUNT, young } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { member, memoryLedger, NOBODY_ADOPTS, run, sandboxWith } from '../support/world.ts';

const settings = {
  ...NOBODY_ADOPTS,
  policy: { ...NOBODY_ADOPTS.policy, unusedKeys: 'retire' as const },
};

describe.each([true, false])('with a channel that counts: %s', (counts) => {
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

describe('the forms of one run', () => {
  it('a warned date in a known freeze: table and page say the same', async () => {
    const report = await runOn(young(), 2, frozen(4.5, 20));
    expect(renderTable(report, { width: 140 })).toContain('will be held');
    const page = renderHtml(report);
    expect(page).toContain('will be held');
    expect(page).not.toMatch(/Warn the owner: the key will be replaced on [0-9-]+/);
  });
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/domain/report.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import { renderForecastHtml } from '../../src/report/forecast-html.ts';
import { renderHtml } from '../../src/report/html.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { forecastOfManyUsers } from '../support/report/many-events.ts';
import { reportOfManyUsers } from '../support/report/many-users.ts';
import { sampleReport } from '../support/report/sample-report.ts';
import { basicProblems } from './support/basics.ts';
import { startChromium } from './support/chromium.ts';
import { type OpenPage, openPage } from './support/open-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
});

const one = { ...reportOfManyUsers({ users: 1 }), trend: [], exemptions: [], advice: [] };
const REPORTS: Readonly<Record<string, RunReport>> = {
  '1 user': one,
  'some 60 users': sampleReport(),
  '5,000 users': reportOfManyUsers({ users: 5_000 }),
};

describe.each(Object.entries(REPORTS))('the report of %s', (_name, report) => {
  const totals = totalsOf(report);
  const html = renderHtml(report);
  let opened: OpenPage;
  beforeAll(async () => {
    opened = await openPage(browser, html);
  });
  afterAll(async () => {
    await opened?.close();
  });

  it('is one file of at most 6 MB that runs without a complaint and asks for nothing', async () => {
    expect(Buffer.byteLength(html)).toBeLessThan(6_000_000);
    await opened.page.mouse.wheel(0, 50_000);
    await opened.page.locator('#keys').scrollIntoViewIfNeeded();
    expect(opened.problems).toEqual([]);
  });

  it('tells the numbers of the report', async () => {
    const { page } = opened;
    const tile = async (label: string): Promise<string> =>
      await page.locator('.tiles div', { hasText: label }).locator('b').innerText();
    expect(await tile('Need a person')).toBe(String(totals.needPerson));
    expect(await tile('Over the limit')).toBe(String(totals.keysOverLimit));
    expect(await tile('Failures')).toBe(String(totals.failedUsers + totals.accounts.failed));
    expect(await tile('Changes made')).toBe(String(totals.outcomes.done));
    const { scanned, failed } = totals.accounts;
    expect(await tile('Accounts read')).toBe(`${scanned} of ${scanned + failed}`);
    const word = await page.locator('.verdict .word').innerText();
    expect(word).toBe(verdictOf(report, totals).word);
    expect(word).toMatch(report.complete ? /^(Within limits|Needs attention)$/ : /^INCOMPLETE$/);
    expect(await page.locator('#keys h2 .count').innerText()).toBe(String(totals.keys));
    expect(await page.locator('#coverage h2 .count').innerText()).toBe(String(report.coverage.length));
    expect(await page.locator('#holds .card').count()).toBe(totals.actions.hold);
  });

  it('has its sections in order, holds first, and those that need somebody before the others', async () => {
    const { page } = opened;
    const ids: readonly string[] = await page.evaluate(
      '[...document.querySelectorAll("main > section")].map(({ id }) => id)',
    );
    const failures = totals.failedUsers + totals.accounts.failed > 0 ? ['failures'] : [];
    expect(ids).toEqual([
      'holds',
      ...failures,
      'changes',
      'ages',
      'ahead',
      'keys',
      'coverage',
      'trend',
      'exemptions',
      'advice',
    ]);
    const tones: readonly string[] = await page.evaluate(
      '[...document.querySelectorAll("#holds .card")].map(({ classList }) => classList[1])',
    );
    const order = ['bad', 'attention', 'quiet'];
    expect(tones).toEqual([...tones].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });

  it('shows at most 100 rows of a table at once where scripts run, and counts them all', async () => {
    const { page } = opened;
    const rows = report.decisions.length;
    expect(await page.locator('#keys tbody tr').count()).toBe(Math.min(rows, 100));
    if (rows <= 15) return;
    const number = new Intl.NumberFormat('en').format(rows);
    const status = await page.locator('#keys output').innerText();
    expect(status).toBe(`${number} of ${number} rows${rows > 100 ? ', the first 100 shown' : ''}`);
  });

  it('has the structure that a screen reader needs', async () => {
    expect(await basicProblems(opened.page)).toEqual([]);
  });
});

describe('the large report', () => {
  it('finds, narrows down, sorts and shows more', async () => {
    const report = REPORTS['5,000 users'] ?? one;
    const { page, problems, close } = await openPage(browser, renderHtml(report), {
      hash: '#keys?Action=hold&sort=-age',
    });
    const holds = report.decisions.filter(({ action }) => action === 'hold');
    const status = page.locator('#keys output');
    expect(await status.innerText()).toBe(
      `${holds.length} of ${numeral(report.decisions.length)} rows, the first 100 shown`,
    );
    await page.locator('#keys .more button').first().click();
    expect(await page.locator('#keys tbody tr').count()).toBe(200);
    await page.getByRole('searchbox', { name: 'Search', exact: true }).last().scrollIntoViewIfNeeded();
    const search = page.locator('#keys input[type=search]');
    await search.fill('deploy');
    const found = holds.filter(({ userName }) => userName.includes('deploy')).length;
    expect(await status.innerText()).toMatch(new RegExp(`^${found} of `));
    await page.locator('#keys').getByRole('button', { name: 'Clear' }).click();
    expect(await status.innerText()).toMatch(/^6,\d{3} of 6,\d{3} rows, the first 100 shown$/);
    await page
      .locator('#ages')
      .getByRole('link', { name: /^All .* past their limit$/ })
      .click();
    // The page follows its address, which it does a moment after the click.
    const over = new RegExp(`^${numeral(totalsOf(report).keysOverLimit)} of `);
    await page.locator('#keys output', { hasText: over }).waitFor({ timeout: 10_000 });
    await page.locator('#ahead input').fill('svc-vendor-00009');
    expect(await page.locator('#ahead .timeline > li:visible').count()).toBeLessThanOrEqual(2);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('the forecast', () => {
  it.each([1, 5_000])('of %i users runs without a complaint and counts what is ahead', async (users) => {
    const forecast = forecastOfManyUsers(users);
    const html = renderForecastHtml(forecast);
    expect(Buffer.byteLength(html)).toBeLessThan(6_000_000);
    const { page, problems, close } = await openPage(browser, html);
    expect(await page.locator('#ahead .timeline details li').count()).toBe(forecast.events.length);
    const days = new Set(forecast.events.map(({ at }) => new Date(at).toISOString().slice(0, 10)));
    expect(await page.locator('#ahead .timeline > li').count()).toBe(days.size);
    expect(await basicProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});

function numeral(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

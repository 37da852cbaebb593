import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderForecastHtml } from '../../src/report/forecast-html.ts';
import { renderHtml } from '../../src/report/html.ts';
import { forecastOfManyUsers } from '../support/report/many-events.ts';
import { reportOfManyUsers } from '../support/report/many-users.ts';
import { sampleApplied } from '../support/report/sample-applied.ts';
import { sampleReport } from '../support/report/sample-report.ts';
import { startChromium } from './support/chromium.ts';
import { faintTexts } from './support/contrast.ts';
import { widths } from './support/in-page.ts';
import { openPage } from './support/open-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
});

const report = sampleReport();
const PAGES: Readonly<Record<string, string>> = {
  'the report': renderHtml({ ...report, applied: sampleApplied(report.decisions) }),
  'a report of long names': renderHtml(withLongNames()),
  'the forecast': renderForecastHtml({ ...forecastOfManyUsers(40), unread: 3 }),
};
const BACKGROUNDS = [
  ['light', 'rgb(246, 246, 244)'],
  ['dark', 'rgb(18, 21, 24)'],
] as const;
const many = reportOfManyUsers({ users: 1_200 });

describe.each(Object.entries(PAGES))('%s', (_name, html) => {
  it('fits into every window from 320 wide', async () => {
    const { page, close } = await openPage(browser, html);
    for (const width of [320, 360, 412, 768, 1_024, 1_440]) {
      await page.setViewportSize({ width, height: 800 });
      await layOutAll(page);
      const { content, window } = await widths(page);
      expect({ width, content: Math.max(content, window) }).toEqual({ width, content: window });
    }
    await close();
  });

  it('stands out from its background, light and dark', async () => {
    const { page, close } = await openPage(browser, html);
    for (const [colorScheme, expected] of BACKGROUNDS) {
      await page.emulateMedia({ colorScheme });
      const { seen, faint } = await faintTexts(page);
      expect(seen).toBeGreaterThan(100);
      expect(faint).toEqual([]);
      expect(await background(page)).toBe(expected);
    }
    await close();
  });

  it('is readable without scripts, and offers nothing that would not work', async () => {
    const { page, problems, close } = await openPage(browser, html, { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('Days are in UTC');
    expect(await page.locator('button, input, select').count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('on paper', () => {
  it('everything is there that the screen folds or filters, and nothing to operate', async () => {
    const { page, close } = await openPage(browser, renderHtml(many), {
      hash: '#keys?Action=hold',
      colorScheme: 'dark',
    });
    const filtered = many.decisions.filter(({ action }) => action === 'hold').length;
    await waitForRows(page, filtered);
    await page.emulateMedia({ media: 'print' });
    await waitForRows(page, many.decisions.length);
    expect(await visible(page, '.controls, .more, nav, .skip, input, select')).toBe(0);
    expect(await visible(page, '#holds .card')).toBe(await page.locator('#holds .card').count());
    expect(await visible(page, '#ahead .timeline li li')).toBe(await page.locator('#ahead li li').count());
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
    await waitForRows(page, filtered);
    await close();
  });

  it('fits the sheet, scripts or not', async () => {
    const [html = ''] = Object.values(PAGES);
    for (const javaScriptEnabled of [true, false]) {
      const viewport = { width: 720, height: 1_000 };
      const { page, close } = await openPage(browser, html, { viewport, javaScriptEnabled });
      await page.emulateMedia({ media: 'print' });
      const { content, window } = await widths(page);
      expect(content).toBeLessThanOrEqual(window);
      await close();
    }
  });
});

it('every row of a large report is there without scripts', async () => {
  const { page, close } = await openPage(browser, renderHtml(many), { javaScriptEnabled: false });
  expect(await page.locator('#keys tbody tr').count()).toBe(many.decisions.length);
  expect(await page.locator('#holds .card').count()).toBe(
    many.decisions.filter(({ action }) => action === 'hold').length,
  );
  await close();
});

/** How many of the elements are to be seen; what only waits for coming into view counts as seen. */
async function visible(page: Page, selector: string): Promise<number> {
  return await page.evaluate(
    `[...document.querySelectorAll('${selector}')].filter((element) => element.checkVisibility()).length`,
  );
}

async function background(page: Page): Promise<string> {
  return await page.evaluate('getComputedStyle(document.body).backgroundColor');
}

/** The page hears of a change to print and back a moment later. */
async function waitForRows(page: Page, count: number): Promise<void> {
  const rows = page.locator('#keys tbody tr');
  await rows.nth(count - 1).waitFor({ state: 'attached' });
  await rows.nth(count).waitFor({ state: 'detached' });
}

/** What is laid out only when it comes into view is laid out now. */
async function layOutAll(page: Page): Promise<void> {
  await page.evaluate(
    `for (const element of document.querySelectorAll('section, .card, tbody tr, .timeline > li')) element.style.contentVisibility = 'visible'`,
  );
}

/** The same report with names as long as AWS allows, without a place to break them. */
function withLongNames() {
  const decisions = report.decisions.map((decision) => ({
    ...decision,
    userName: 'u'.repeat(64),
    accountName: 'a'.repeat(50),
    refusedTags: ['t'.repeat(128)],
    policySource: { override: 'o'.repeat(60), tags: ['t'.repeat(128)] },
  }));
  const coverage = report.coverage.map((entry) => ({ ...entry, name: 'a'.repeat(50) }));
  const exemptions = report.exemptions.map((rule) => ({
    ...rule,
    by: 'e'.repeat(128),
    owner: 'o'.repeat(64),
  }));
  const advice = report.advice.map((entry) => ({ ...entry, userName: 'u'.repeat(64) }));
  return { ...report, decisions, coverage, exemptions, advice };
}

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { reportOfManyUsers } from '../support/report/many-users.ts';
import { sampleReport } from '../support/report/sample-report.ts';
import { startChromium } from './support/chromium.ts';
import { focusOf, keyColumn, tabTo } from './support/in-page.ts';
import { openPage } from './support/open-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
});

const report = sampleReport();
const html = renderHtml(report);

describe('by keyboard alone', () => {
  it('the first stop skips to the report, and is to be seen', async () => {
    const { page, problems, close } = await openPage(browser, html);
    await page.keyboard.press('Tab');
    const skip = await focusOf(page);
    expect(skip).toMatchObject({ name: 'Skip to the report', visible: true, outlined: true });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const next = await focusOf(page);
    expect(next.section).not.toBeUndefined();
    expect(problems).toEqual([]);
    await close();
  });

  it('every stop is to be seen, in the order of the page', async () => {
    const { page, close } = await openPage(browser, html);
    let place = -1;
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press('Tab');
      const focus = await focusOf(page);
      if (focus.tag === 'body') break;
      expect(focus).toMatchObject({ visible: true, outlined: true });
      expect(focus.place).toBeGreaterThan(place);
      place = focus.place;
    }
    expect(place).toBeGreaterThan(100);
    await close();
  });

  it('keys are searched, chosen and sorted, and the address remembers it', async () => {
    const { page, problems, close } = await openPage(browser, html);
    await tabTo(page, ({ name, section }) => section === 'keys' && name === 'Search');
    await page.keyboard.type('mail');
    const matching = report.decisions.filter(({ userName }) => userName.includes('mail'));
    const status = page.locator('#keys output');
    expect(await status.innerText()).toBe(`${matching.length} of ${report.decisions.length} rows`);
    expect(await status.getAttribute('aria-live')).toBe('polite');
    await tabTo(page, ({ name }) => name === 'Status');
    await page.keyboard.press('i');
    const inactive = matching.filter(({ keyStatus }) => keyStatus === 'inactive').length;
    expect(await status.innerText()).toBe(`${inactive} of ${report.decisions.length} rows`);
    await tabTo(page, ({ name, section }) => section === 'keys' && name === 'Clear');
    await page.keyboard.press('Enter');
    expect(await focusOf(page)).toMatchObject({ name: 'Search' });

    await tabTo(page, ({ name, tag, section }) => section === 'keys' && tag === 'button' && name === 'Age');
    await page.keyboard.press('Enter');
    const head = page.locator('#keys thead th', { hasText: 'Age' });
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const ages = (await keyColumn(page, 5)).map((text) => Number.parseInt(text, 10));
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(new URL(page.url()).hash).toBe('#keys?sort=-age');
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBeNull();
    expect(problems).toEqual([]);
    await close();
  });

  it('a day of the timeline opens and closes', async () => {
    const { page, close } = await openPage(browser, renderHtml(reportOfManyUsers({ users: 400 })));
    await tabTo(page, ({ tag, section }) => section === 'ahead' && tag === 'summary');
    const first = page.locator('#ahead .timeline details').first();
    expect(await first.locator('li').first().isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await first.locator('li').first().isVisible()).toBe(true);
    await close();
  });
});

describe('an address', () => {
  it('leads to a section, with what was chosen there', async () => {
    const hash = '#keys?q=deploy&Account=182393224242&sort=user';
    const { page, problems, close } = await openPage(browser, html, { hash });
    const rows = report.decisions.filter(
      ({ userName, accountId }) => userName.includes('deploy') && accountId === '182393224242',
    );
    expect(await page.locator('#keys tbody tr').count()).toBe(rows.length);
    expect(
      await page.evaluate('document.querySelector("#keys h2").getBoundingClientRect().top < innerHeight'),
    ).toBe(true);
    expect(await page.locator('#keys input').inputValue()).toBe('deploy');
    await page.reload();
    expect(await page.locator('#keys tbody tr').count()).toBe(rows.length);
    await page.locator('nav a[href="#holds"]').click();
    expect(new URL(page.url()).hash).toBe('#holds');
    expect(problems).toEqual([]);
    await close();
  });

  it('of an account in the coverage shows its keys', async () => {
    const { page, close } = await openPage(browser, html);
    const row = page.locator('#coverage tbody tr', { hasText: 'Data platform' });
    await row.locator('a').click();
    const accounts = await keyColumn(page, 2);
    expect(accounts.length).toBe(
      report.decisions.filter(({ accountName }) => accountName === 'Data platform').length,
    );
    expect(accounts.every((text) => text.includes('Data platform'))).toBe(true);
    await close();
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page that is open in the browser, and what it did that a good page does not do. */
export interface OpenPage {
  readonly page: Page;
  /** Console messages, script errors, dialogs, and requests other than that for the page itself. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** What stands behind the `#` of its address. */
  readonly hash?: string;
  /** Runs before the page's own script. */
  readonly before?: string;
}

/** Opens a page from a file, as a person does who got it by mail. */
export async function openPage(
  browser: Browser,
  html: string,
  { hash = '', before, ...options }: OpenOptions = {},
): Promise<OpenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-page-'));
  const file = join(folder, 'report.html');
  await writeFile(file, html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  if (before !== undefined) await page.addInitScript({ content: before });
  const problems: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) problems.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${address}${hash}`);
  return {
    page,
    problems,
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true });
    },
  };
}

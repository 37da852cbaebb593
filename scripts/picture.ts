// `npm run picture`: photographs the top of the demo's report.html for the README, in the browser of the tests.
// Run `npm run demo` first. Compress the result with a palette (`pngquant`) before it is committed.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChromium } from '../test/browser/support/chromium.ts';

const report = resolve(process.argv[2] ?? 'report.html');
if (!existsSync(report)) throw new Error(`There is no ${report}. Run npm run demo first, or name a report.`);
const browser = await startChromium();
const page = await browser.newPage({
  viewport: { width: 1100, height: 680 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
await page.goto(pathToFileURL(report).href);
await page.screenshot({ path: 'docs/images/report.png' });
await browser.close();

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where Chromium is on this machine; throws, and says what to install, when it is nowhere. */
export function chromiumPath(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.KEYTURN_CHROMIUM;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = (named === undefined ? places : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const where = named === undefined ? `none of ${NAMES.join(', ')} is in the PATH` : `there is no ${named}`;
  throw new Error(
    `The pages are checked in a real browser, and ${where}. On Debian: apt-get update && apt-get install -y chromium. Elsewhere: install Chromium or Chrome, and set KEYTURN_CHROMIUM to its path.`,
  );
}

/** Starts Chromium without a window. Its own sandbox refuses to start as root, so that it is off there and only there. */
export async function startChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return await chromium.launch({
    executablePath: chromiumPath(),
    chromiumSandbox: !isRoot,
    // A container's /dev/shm can be too small for a page of thousands of rows.
    args: ['--disable-dev-shm-usage'],
  });
}

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is on this machine; throws, and says what to install, when it is nowhere. */
export function chromiumPath(): string {
  const named = process.env.KEYTURN_CHROMIUM;
  const found = (named === undefined ? PLACES : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    `The pages are checked in a real browser, and Chromium is not at ${named ?? PLACES.join(', ')}. On Debian: apt-get install -y chromium. Elsewhere: install Chromium or Chrome and set KEYTURN_CHROMIUM to its path.`,
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

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { type Executable, packedChromium } from './packed-chromium.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** What decides which browser is taken. */
export interface Machine {
  readonly system: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** This machine. */
export const HERE: Machine = { system: `${process.platform}-${process.arch}`, environment: process.env };

/**
 * The browser in which the pages are checked: the one that KEYTURN_CHROMIUM names, else the one that `npm ci` brought,
 * else, where that one cannot run, the one in the PATH. Throws, and says what to install, when there is none.
 */
export async function findChromium({ system, environment }: Machine): Promise<Executable> {
  const named = environment.KEYTURN_CHROMIUM;
  if (named === undefined && system === 'linux-x64') return await packedChromium();
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = (named === undefined ? places : [named]).find((place) => existsSync(place));
  if (path !== undefined) return { path, env: {} };
  const where =
    named === undefined
      ? `the one that npm ci brings is for linux-x64, not ${system}; none of ${NAMES.join(', ')} is in the PATH`
      : `there is no ${named}`;
  throw new Error(
    `The pages are checked in a real browser, and ${where}. Install Chromium or Chrome, and set KEYTURN_CHROMIUM to its path.`,
  );
}

/** How the browser is started, without a window. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { path, env } = await findChromium(HERE);
  return {
    executablePath: path,
    env: { ...process.env, ...env },
    // It opens only what these tests write. Many machines (root, containers, AppArmor) let no process make a sandbox.
    chromiumSandbox: false,
    // A container's /dev/shm can be too small for a page of thousands of rows.
    args: ['--disable-dev-shm-usage'],
  };
}

/** Starts Chromium without a window. */
export async function startChromium(): Promise<Browser> {
  return await chromium.launch(await launchOptions());
}

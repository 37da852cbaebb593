import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium, HERE, launchOptions } from './chromium.ts';

const ARM = 'linux-arm64';

it('takes the browser that npm ci brought, whatever else is installed', async () => {
  const { path } = await findChromium({
    system: 'linux-x64',
    environment: { PATH: dirname(process.execPath) },
  });
  expect(path).toMatch(/node_modules[/].cache[/]keyturn-chromium-[\d.]+[/]chromium$/);
});

it('takes another browser where one is named', async () => {
  const named = { KEYTURN_CHROMIUM: process.execPath };
  const { path, env } = await findChromium({ system: 'linux-x64', environment: named });
  expect({ path, env }).toEqual({ path: process.execPath, env: {} });
});

it('says what to do when there is none', async () => {
  await expect(findChromium({ system: ARM, environment: { PATH: '/nowhere' } })).rejects.toThrow(
    /is for linux-x64, not linux-arm64; none of chromium, .* is in the PATH\. Install Chromium or Chrome, and set KEYTURN_CHROMIUM/,
  );
  await expect(
    findChromium({ system: 'linux-x64', environment: { KEYTURN_CHROMIUM: '/nowhere/chromium' } }),
  ).rejects.toThrow(/there is no \/nowhere\/chromium\./);
});

it.runIf(process.platform === 'linux')('uses no library of the machine that Node does not use', async () => {
  const packed = await findChromium({ ...HERE, environment: {} });
  const server = await chromium.launchServer({ ...(await launchOptions()), executablePath: packed.path });
  const used = await librariesOf(server.process().pid ?? 0);
  const ofNode = new Set((await librariesOf(process.pid)).map((path) => basename(path)));
  const own = dirname(await realpath(packed.path));
  await server.close();
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((path) => !path.startsWith(own) && !ofNode.has(basename(path)))).toEqual([]);
});

/** The shared libraries that a process has loaded. */
async function librariesOf(pid: number): Promise<readonly string[]> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const paths = maps.split('\n').map((line) => line.split(/\s+/)[5] ?? '');
  return [...new Set(paths.filter((path) => /\.so(\.\d+)*$/.test(path)))];
}

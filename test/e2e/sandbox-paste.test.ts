import { execFile, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND } from '../support/command.ts';
import { awsVersion, NO_AWS } from './aws-cli.ts';

/** Lines of a shell in which `keyturn` is the built command. */
function shell(
  lines: readonly string[],
  cwd: string,
): Promise<{ readonly code: number; readonly stdout: string }> {
  const script = [`keyturn() { '${process.execPath}' '${COMMAND}' "$@"; }`, 'set -e', ...lines].join('\n');
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, AWS_PROFILE: 'of-somebody' };
  return new Promise((resolve) => {
    execFile('sh', ['-c', script], { cwd, env, timeout: 60_000 }, (error, stdout) => {
      resolve({ code: error === null ? 0 : -1, stdout });
    });
  });
}

it('says at the start what works when it is pasted', async ({ annotate }) => {
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-sandbox-'));
  const child = spawn(process.execPath, [COMMAND, 'sandbox', 'serve', '--port', '0', '--for', '2m'], {
    cwd,
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  let text = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('Ctrl-C')) resolve();
    });
    child.on('close', () => resolve());
  });
  try {
    expect(text).toMatch(/^Sandbox on http:\/\/127\.0\.0\.1:\d+: 3 accounts, 6 users/);
    const lines = text.split('\n');
    const setup = lines.filter((line) => /^(unset|export) /.test(line));
    expect(setup.map((line) => line.split('=')[0])).toEqual([
      'unset AWS_PROFILE',
      'export AWS_ENDPOINT_URL',
      'export AWS_ACCESS_KEY_ID',
      'export AWS_SECRET_ACCESS_KEY',
      'export AWS_SESSION_TOKEN',
      'export AWS_REGION',
      'export AWS_DEFAULT_REGION',
    ]);
    const plan = lines.filter((line) => line.startsWith('keyturn '));
    expect(plan).toHaveLength(1);
    expect(await shell([...setup, ...plan], cwd)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('checkout'),
    });
    const example = lines.filter((line) => line.startsWith('aws '));
    expect(example).toHaveLength(1);
    if ((await awsVersion()) === undefined) await annotate(NO_AWS, 'warning');
    else
      expect(await shell([...setup, ...example], cwd)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('shop'),
      });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await exit).toBe(0);
  expect(text).toMatch(/Stopped\.\n$/);
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPage } from '../docs/pages.ts';
import { keyturn } from '../support/command.ts';
import { type SandboxProcess, startSandbox } from './sandbox-process.ts';

let cwd = '';
let running: SandboxProcess[] = [];

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'keyturn-sandbox-'));
  running = [];
});

afterEach(async () => {
  for (const sandbox of running) await sandbox.stop();
});

async function serve(...args: readonly string[]): Promise<SandboxProcess> {
  const sandbox = await startSandbox(args, cwd);
  running.push(sandbox);
  return sandbox;
}

describe('its beginning and its end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops with exit code 0 on %s', async (signal) => {
    const sandbox = await serve();
    expect(await sandbox.stop(signal)).toBe(0);
    await expect(fetch(sandbox.ready.url)).rejects.toThrow();
  });

  it('stops by itself after --for', async () => {
    const sandbox = await serve('--for', '1s');
    expect(await sandbox.ended()).toBe(0);
  });

  it('says that a port is taken', async () => {
    const sandbox = await serve();
    const second = await keyturn(['sandbox', 'serve', '--port', String(sandbox.ready.port)], { cwd });
    expect(second).toMatchObject({ exitCode: 1, stdout: '' });
    expect(second.stderr).toContain(`USAGE: --port ${sandbox.ready.port}`);
    expect(second.stderr.toLowerCase()).toContain('fix:');
  });

  it.each([
    [['--port', '70000']],
    [['--port', '-1']],
    [['--port', '4577x']],
    [['--host', '0.0.0.0']],
    [['--rate', '0']],
    [['--page-size', '0']],
    [['--latency', '1e3']],
    [['--faults', 'maybe']],
    [['--start', 'tomorrow']],
    [['--for', '30']],
    [['--for', '400d']],
    [['--format', 'yaml']],
    [['--users', '10001']],
    [['--accounts', '50000', '--users', '5000']],
    [['--users', '10', '--due', '11']],
    [['--organization', 'demo', '--users', '10']],
    [['--organization', 'missing.json']],
    [['--organization', '.']],
  ])('refuses %j with exit code 1 and a fix', async (args) => {
    const result = await keyturn(['sandbox', 'serve', '--port', '0', '--for', '1m', ...args], { cwd });
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toContain('USAGE');
    expect(result.stderr.toLowerCase()).toContain('fix:');
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it('serves an organization from a file, and names what is wrong with one', async () => {
    const account = { id: '111122223333', users: [{ name: 'app', keys: [{ createdAt: '-95d' }] }] };
    const organization = { id: 'o-fromafile1', managementAccountId: '999999999999' };
    const path = join(cwd, 'organization.json');
    await writeFile(path, JSON.stringify({ organization, accounts: [{ id: '999999999999' }, account] }));
    const sandbox = await serve('--organization', path);
    const { exitCode, stdout } = await keyturn(['plan', '--format', 'json', '--quiet'], {
      cwd,
      env: sandbox.ready.environment,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"app"');

    const broken = {
      organization,
      accounts: [
        { id: 999999999999, user: [] },
        { ...account, users: [{ name: 'app', keys: [{ createdAt: 'old' }] }] },
      ],
    };
    await writeFile(path, JSON.stringify(broken));
    const refused = await keyturn(['sandbox', 'serve', '--organization', path], { cwd });
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    for (const place of ['accounts.0.id', 'accounts.0', 'accounts.1.users.0.keys.0.createdAt'])
      expect(refused.stderr).toContain(place);

    await writeFile(
      path,
      JSON.stringify({ organization, accounts: [{ id: '999999999999', ouId: 'ou-none' }] }),
    );
    const impossible = await keyturn(['sandbox', 'serve', '--organization', path], { cwd });
    expect(impossible).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ou-none') });
  });

  it('serves the example of the documentation', async () => {
    const example = readPage('docs/sandbox.md').blocks.find(({ language }) => language === 'json');
    const path = join(cwd, 'example.json');
    await writeFile(path, example?.text ?? '');
    const sandbox = await serve('--organization', path);
    expect(sandbox.ready).toMatchObject({ accounts: 2, users: 1 });
  });
});

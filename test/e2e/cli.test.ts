import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/domain/version.ts';
import { keyturn } from '../support/command.ts';
import { DEMO_TIMEOUT, recordedDemo } from '../support/recorded-demo.ts';

let cwd = '';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'keyturn-e2e-'));
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  keyturn(args, { cwd, env });

describe('the command', () => {
  it('tells its version and shows help with examples for every command', async () => {
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: `${VERSION}\n`, stderr: '' });
    const help = await run(['--help']);
    expect(help.exitCode).toBe(0);
    for (const command of ['demo', 'plan', 'run', 'undo', 'resolve', 'status', 'config']) {
      expect(help.stdout).toContain(`  ${command} `);
      const own = await run([command, '--help']);
      expect(own.exitCode).toBe(0);
      expect(own.stdout).toContain('Examples:');
    }
  });

  it.each([
    [['unknown-command'], 'USAGE: unknown command'],
    [['plan', '--fromat', 'json'], '--format'],
    [['plan', '--format', 'yaml'], 'USAGE'],
    [['plan', '--now', 'tomorrow'], 'USAGE'],
    [['undo'], '--user'],
    [['undo', '--user', 'x', '--for', '3 days'], 'USAGE'],
    [['undo', '--user', 'x', '--account', '123'], 'USAGE'],
    [['status'], 'USAGE'],
    [['status', '--user', 'nobody'], 'LEDGER_NOT_FOUND'],
    [['resolve', '--user', 'x', '--reason', 'y'], 'USAGE'],
    [['resolve', '--user', 'x', '--release', '--keep', 'ABCD', '--reason', 'y'], 'USAGE'],
    [['resolve', '--user', 'x', '--extend', 'never', '--reason', 'y'], 'USAGE'],
    [['demo', '--days', '0'], 'USAGE'],
    [['demo', '--out', '/no/such/folder'], 'OUTPUT_NOT_WRITABLE'],
    [['config', 'check', '--config', 'missing.yaml'], 'CONFIG_UNREADABLE'],
  ])('%j is refused with exit code 1, a fix and no stack trace', async (args, text) => {
    const result = await run(args);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(text);
    expect(result.stderr.toLowerCase()).toContain('fix:');
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    [['nonsense', '--help'], "unknown command 'nonsense'. The commands are: demo,"],
    [['pln', '--help'], 'Did you mean plan?'],
    [['help', 'forcast'], 'Did you mean forecast?'],
    [['config', 'chek', '--help'], 'Did you mean check?'],
  ])('%j gets no help, but a suggestion and exit code 1', async (args, text) => {
    const result = await run(args);
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toContain(text);
    expect(result.stderr).toContain('Fix:');
    expect(result.stderr).not.toContain('Usage:');
  });

  it('refuses a ledger that is none, without touching it', async () => {
    const path = join(cwd, 'ledger.sqlite');
    await writeFile(path, 'x'.repeat(5000));
    const result = await run(['status', '--user', 'x', '--ledger', path]);
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('LEDGER_CORRUPT') });
    expect(await readFile(path, 'utf8')).toBe('x'.repeat(5000));
  });
});

describe('keyturn config', () => {
  it('writes a starter file once, which then holds', async () => {
    expect(await run(['config', 'init'])).toMatchObject({ exitCode: 0 });
    expect(await run(['config', 'init'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('CONFIG_EXISTS'),
    });
    const check = await run(['config', 'check', '--format', 'json']);
    expect(check.exitCode).toBe(0);
    expect(JSON.parse(check.stdout)).toMatchObject({
      schema: 'keyturn/config-check/v1',
      valid: true,
      // No channel reaches owners: that is said before any run.
      untold: 'all',
    });
  });

  it('names every problem at once, with line, value and fix', async () => {
    await writeFile(
      join(cwd, 'keyturn.yaml'),
      'policy:\n  rotateAftr: 90d\n  installGrace: ten days\nscope:\n  accounts: [012345678901]\n',
    );
    const result = await run(['config', 'check']);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('keyturn.yaml:2:3');
    expect(result.stderr).toContain('rotateAfter');
    expect(result.stderr).toContain('ten days');
    expect(result.stderr).toContain('keyturn.yaml:5:14');
    const json = await run(['config', 'check', '--format', 'json']);
    expect(json.exitCode).toBe(1);
    expect((JSON.parse(json.stdout) as { problems: unknown[] }).problems.length).toBeGreaterThanOrEqual(3);
    const plan = await run(['plan']);
    expect(plan).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('prints a schema that is JSON', async () => {
    const { stdout } = await run(['config', 'schema']);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object' });
  });
});

describe('keyturn demo', { timeout: DEMO_TIMEOUT }, () => {
  it('ends as expected and writes a page without network', async () => {
    const { exitCode, stdout, stderr, page } = await recordedDemo();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Day   0');
    expect(stdout).toContain('1 failed (ROLE_NOT_ASSUMABLE)');
    expect(stdout).toContain('exit code 2');
    expect(stdout).toContain('What to try next');
    expect(stdout).not.toContain('\u001b[');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('tells the same story and writes the same page every time, and another for another seed', async () => {
    const play = async (...args: readonly string[]) => {
      const { exitCode, stdout } = await run(['demo', '--days', '12', '--out', cwd, ...args]);
      expect(exitCode).toBe(0);
      return { stdout, page: await readFile(join(cwd, 'report.html'), 'utf8') };
    };
    const first = await play();
    expect(await play()).toEqual(first);
    const twelveDays = daysOf(first.stdout);
    expect(twelveDays.length).toBeGreaterThan(12);
    expect(daysOf((await recordedDemo()).stdout).slice(0, twelveDays.length)).toEqual(twelveDays);
    const { stdout } = await run(['demo', '--days', '6', '--seed', '2', '--out', cwd]);
    const others = daysOf(stdout);
    expect(others.length).toBeGreaterThan(6);
    expect(others).not.toEqual(twelveDays.slice(0, others.length));
  });
});

/** What a story says of its days: from the first day to the line that is empty after the last. */
function daysOf(story: string): readonly string[] {
  const lines = story.split('\n');
  const from = lines.findIndex((line) => line.startsWith('Day   0'));
  const length = lines.slice(from).indexOf('');
  return lines.slice(from, from + length);
}

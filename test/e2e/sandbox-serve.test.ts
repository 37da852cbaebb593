import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, keyturn } from '../support/command.ts';
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

function command(
  sandbox: SandboxProcess,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return keyturn(args, { cwd, env: { ...sandbox.ready.environment, ...env } });
}

describe('a served sandbox and keyturn', () => {
  it('serves the organization of the demo, which keyturn plans from end to end', async () => {
    const sandbox = await serve('--organization', 'demo');
    expect(sandbox.ready).toMatchObject({ schema: 'keyturn/sandbox-ready/v1', accounts: 13, users: 60 });
    const { exitCode, stdout } = await command(sandbox, ['plan', '--format', 'json']);
    // One account of the story cannot be entered, and that is never silent.
    expect(exitCode).toBe(2);
    const report = JSON.parse(stdout) as { coverage: { outcome: string }[]; decisions: unknown[] };
    expect(
      report.coverage.map(({ outcome }) => outcome).filter((outcome) => outcome === 'scanned'),
    ).toHaveLength(11);
    expect(report.decisions.length).toBeGreaterThan(10);
  });

  it('hands a key over, as the state shows, without ever showing what it is worth', async () => {
    const sandbox = await serve('--propagation', '0', '--page-size', '100');
    const { exitCode } = await command(sandbox, ['run', '--enforce', '--quiet']);
    expect(exitCode).toBe(0);
    const { body } = await sandbox.admin('GET', 'state?account=200000000001&events=1000');
    const [account] = body.accounts;
    const user = account.users.find((one: { name: string }) => one.name === 'checkout');
    expect(user.keys.map((key: { status: string }) => key.status)).toEqual(['Active', 'Active']);
    expect(account.secrets).toHaveLength(1);
    expect(
      account.secrets[0].versions.flatMap((version: { stages: string[] }) => version.stages).sort(),
    ).toContain('AWSCURRENT');
    expect(body.events.map((event: { type: string }) => event.type)).toContain('PutSecretValue');
    const credentials = await sandbox.admin('GET', 'credentials?account=200000000001&user=checkout');
    expect(credentials.body.AWS_ACCESS_KEY_ID).toBe(user.keys[1].id);
    expect(JSON.stringify(body)).not.toContain(credentials.body.AWS_SECRET_ACCESS_KEY);
    const calls = await sandbox.admin('GET', 'calls');
    expect(calls.body.calls.map((call: { operation: string }) => call.operation)).toContain(
      'CreateAccessKey',
    );
    expect(JSON.stringify(calls.body)).not.toContain(credentials.body.AWS_SECRET_ACCESS_KEY);
  });

  it('loses an answer where a fault rule says so; the next run holds the stray key and makes no other', async () => {
    const sandbox = await serve('--propagation', '0');
    const rule = { operation: 'CreateAccessKey', account: '200000000001', fault: { kind: 'lost-response' } };
    expect((await sandbox.admin('POST', 'faults', rule)).status).toBe(200);
    expect((await command(sandbox, ['run', '--enforce', '--quiet'])).exitCode).toBe(2);
    const rules = (await sandbox.admin('GET', 'faults')).body.rules;
    expect(rules).toMatchObject([{ id: 1, matched: 1, applied: 1 }]);
    await sandbox.admin('DELETE', 'faults');
    const again = await command(sandbox, ['run', '--enforce', '--format', 'json', '--quiet']);
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('STRAY_KEY');
    const { events } = (await sandbox.admin('GET', 'state?account=200000000001&events=1000')).body;
    const made = events.filter(
      (event: { type: string; actor: string }) => event.type === 'CreateAccessKey' && event.actor !== 'hand',
    );
    expect(made).toHaveLength(1);
  });

  it('lets one process die and others live, told apart by their application id', async () => {
    const sandbox = await serve('--propagation', '0');
    const rule = { process: 'victim', operation: 'ListAccounts', fault: { kind: 'crash-before' } };
    await sandbox.admin('POST', 'faults', rule);
    const victim = await command(sandbox, ['plan', '--quiet'], { AWS_SDK_UA_APP_ID: 'victim' });
    expect(victim.exitCode).toBe(2);
    expect((await command(sandbox, ['plan', '--quiet'])).exitCode).toBe(0);
    await sandbox.admin('DELETE', 'faults');
    const revived = await command(sandbox, ['plan', '--quiet'], { AWS_SDK_UA_APP_ID: 'victim' });
    expect(revived.exitCode).toBe(0);
  });

  it('refuses calls above the rate, and keyturn gets through all the same', async () => {
    const sandbox = await serve('--rate', '8', '--page-size', '100');
    expect((await command(sandbox, ['plan', '--quiet'])).exitCode).toBe(0);
    const { body } = await sandbox.admin('GET', 'calls');
    expect(body.calls.length).toBeGreaterThan(10);
  });
});

describe('its clock', () => {
  it('begins where it is told, runs on with the machine, and can be moved', async () => {
    const sandbox = await serve('--start', '2030-01-01T12:00:00Z');
    const first = (await sandbox.admin('GET', 'clock')).body;
    expect(first.now).toMatch(/^2030-01-01T12:0/);
    const moved = (await sandbox.admin('POST', 'clock', { advance: '36h' })).body;
    expect(moved.epochMs - first.epochMs).toBeGreaterThanOrEqual(36 * 3_600_000);
    expect(moved.now).toMatch(/^2030-01-03T00:0/);
    const set = (await sandbox.admin('POST', 'clock', { set: '2029-06-01T00:00:00Z' })).body;
    expect(set.now).toMatch(/^2029-06-01T00:00:0/);
  });

  it('stands still when frozen', async () => {
    const sandbox = await serve('--start', '2030-01-01', '--frozen-clock');
    expect((await command(sandbox, ['plan'])).stderr).toContain('CLOCK_SKEW');
    expect((await sandbox.admin('GET', 'clock')).body.now).toBe('2030-01-01T00:00:00.000Z');
    await sandbox.admin('POST', 'clock', { advance: '90s' });
    expect((await sandbox.admin('GET', 'clock')).body.now).toBe('2030-01-01T00:01:30.000Z');
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { keyturn } from '../support/command.ts';
import { HUB_ACCOUNT, member } from '../support/world.ts';
import { ACCOUNT, daysAgo, type Fixture, memberWithKey, world } from './fixture.ts';

const mutations = (sandbox: Fixture['sandbox']): readonly string[] =>
  sandbox.calls.filter((call) => call.mutation).map((call) => call.operation);

describe('keyturn plan and run, as processes against an endpoint', () => {
  it('plans as a table and as JSON, and changes nothing', async () => {
    const { sandbox, run, cwd } = await world([memberWithKey(95)]);
    const table = await run(['plan']);
    expect(table.exitCode).toBe(0);
    expect(table.stdout).toContain('deploy');
    expect(table.stdout).not.toContain('\u001b[');
    expect(table.stderr).toContain('Reading 2 accounts');
    const json = await run(['plan', '--format', 'json', '--quiet']);
    const report = JSON.parse(json.stdout) as {
      schema: string;
      decisions: { action: string; keyId: string }[];
    };
    expect(json.stderr).toBe('');
    expect(report.schema).toBe('keyturn/run/v1');
    expect(report.decisions).toEqual([
      expect.objectContaining({ action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY' }),
    ]);
    expect(report.decisions[0]?.keyId).toMatch(/^….{4}$/);
    expect(mutations(sandbox)).toEqual([]);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('dry-runs unless told to enforce, and writes the page that was asked for', async () => {
    const { sandbox, run, cwd, secrets } = await world([memberWithKey(95)]);
    const result = await run(['run', '--report', 'report.html']);
    expect(result.exitCode).toBe(0);
    expect(mutations(sandbox)).toEqual([]);
    const page = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(page).toContain('deploy');
    for (const secret of secrets()) expect(page).not.toContain(secret);
  });

  it('enforces: a new key is made, stored, proven and handed over; the ledger and status tell it', async () => {
    const { sandbox, run, cwd, secrets } = await world([memberWithKey(95)]);
    const result = await run(['run', '--enforce', '--format', 'json']);
    expect(result.exitCode).toBe(0);
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' })).toHaveLength(2);
    const value = sandbox.world.secrets.value({
      accountId: ACCOUNT,
      name: `Account_${ACCOUNT}_User_deploy_AccessKey`,
      region: 'eu-west-1',
    });
    expect(Object.keys(JSON.parse(value ?? '{}'))).toEqual([
      'AccessKeyId',
      'SecretAccessKey',
      'UserName',
      'Status',
      'CreateDate',
    ]);

    const path = join(cwd, `.local/state/keyturn/ledger-${HUB_ACCOUNT}.sqlite`);
    const ledger = await readFile(path, 'latin1');
    const wal = await readFile(`${path}-wal`, 'latin1').catch(() => '');
    for (const secret of secrets()) expect(ledger + wal).not.toContain(secret);

    const status = await run(['status', '--user', 'deploy']);
    expect(status.exitCode).toBe(0);
    expect(status.stdout).toMatch(/made by Keyturn for …/);
    expect(status.stdout).toContain('promote done');
    const json = JSON.parse((await run(['status', '--account', ACCOUNT, '--format', 'json'])).stdout) as {
      schema: string;
      users: { keys: unknown[] }[];
    };
    expect(json.schema).toBe('keyturn/status/v1');
    expect(json.users[0]?.keys).toHaveLength(2);
    const documented = await readFile(new URL('../../docs/output-status.md', import.meta.url), 'utf8');
    for (const field of Object.keys(json.users[0] ?? {}))
      expect(documented).toMatch(new RegExp(`users\\[\\]\\.${field}\\b`));

    const again = await run(['run', '--enforce']);
    expect(again.exitCode).toBe(0);
    expect(
      sandbox.world.events.filter(
        (event) => event.type === 'CreateAccessKey' && event.sessionName !== undefined,
      ),
    ).toHaveLength(1);
  });

  it('console and file do not count as notice on an endpoint that is not rehearsed: the old key stays', async () => {
    const { sandbox, run, cwd } = await world([memberWithKey(95)]);
    await writeFile(join(cwd, 'keyturn.yaml'), 'policy: { adoption: not-required }\n');
    await run(['run', '--enforce']);
    const before = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' }).length;
    const plan = await run([
      'plan',
      '--now',
      new Date(Date.now() + 30 * DAY).toISOString(),
      '--format',
      'json',
    ]);
    const { decisions } = JSON.parse(plan.stdout) as {
      decisions: { action: string; objections?: { gate: string }[] }[];
    };
    expect(before).toBe(2);
    expect(decisions.filter((decision) => decision.action === 'deactivate')).toEqual([]);
    expect(
      decisions.flatMap((decision) => decision.objections ?? []).map((objection) => objection.gate),
    ).toContain('notice');
  });

  it('rehearses a whole life with --now, and undoes its deactivation', async () => {
    const { sandbox, run, cwd } = await world([memberWithKey(89)]);
    await writeFile(join(cwd, 'keyturn.yaml'), 'policy: { adoption: not-required }\n');
    const today = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
    const enforce = (days: number) =>
      run(['run', '--enforce', '--ledger', 'rehearsal.sqlite', '--now', today(days), '--quiet']);
    const ref = { accountId: ACCOUNT, userName: 'deploy' };
    for (const days of [2, 6, 9, 12, 13]) expect((await enforce(days)).exitCode).toBe(0);
    expect(
      sandbox.world.iam
        .keys(ref)
        .map((key) => key.status)
        .sort(),
    ).toEqual(['Active', 'Inactive']);
    const undone = await run([
      'undo',
      '--user',
      'deploy',
      '--for',
      '72h',
      '--ledger',
      'rehearsal.sqlite',
      '--now',
      today(13.5),
    ]);
    expect(undone).toMatchObject({ exitCode: 0, stderr: expect.any(String) });
    expect(undone.stdout).toMatch(/is active again, and held until/);
    expect(sandbox.world.iam.keys(ref).map((key) => key.status)).toEqual(['Active', 'Active']);
    const resolved = await run([
      'resolve',
      '--user',
      'deploy',
      '--release',
      '--reason',
      'application moved',
      '--by',
      'ops',
      '--ledger',
      'rehearsal.sqlite',
      '--now',
      today(14),
    ]);
    expect(resolved.exitCode).toBe(0);
    const refused = await run(['run', '--enforce', '--ledger', 'rehearsal.sqlite']);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('REHEARSAL_LEDGER') });
  });

  it('a rehearsal takes back what an unanswered request made, and takes its own proof for no use', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    let lost = false;
    sandbox.faults.on(({ operation }) => {
      if (operation !== 'CreateAccessKey' || lost) return undefined;
      lost = true;
      return { kind: 'lost-response' };
    });
    const ref = { accountId: ACCOUNT, userName: 'deploy' };
    const enforce = async (days: number) => {
      const at = new Date(Date.now() + days * DAY).toISOString();
      return await run(['run', '--enforce', '--ledger', 'r.sqlite', '--now', at, '--format', 'json']);
    };
    await enforce(2);
    expect(sandbox.world.iam.keys(ref)).toHaveLength(2);
    const reasons = (stdout: string): readonly string[] =>
      (JSON.parse(stdout) as { decisions: { reason: string }[] }).decisions.map(({ reason }) => reason);
    expect(reasons((await enforce(3.1)).stdout)).toContain('DISCARDED_KEY');
    for (const days of [4.2, 16, 30]) await enforce(days);
    const status = await run(['status', '--ledger', 'r.sqlite', '--account', ACCOUNT, '--format', 'json']);
    const [user] = (JSON.parse(status.stdout) as { users: { keys: Record<string, unknown>[] }[] }).users;
    const handedOver = user?.keys.find(({ promotedAt }) => promotedAt !== undefined);
    expect(handedOver).toBeDefined();
    expect(handedOver).not.toHaveProperty('adoptedAt');
  });

  it('lets two first runs begin the same ledger at once', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    const both = await Promise.all([run(['run', '--enforce']), run(['run', '--enforce'])]);
    // Whichever met a user whom the other was working on has not done everything, and says so.
    const codes = both.map((result) => result.exitCode);
    expect(codes).toContain(0);
    expect(codes.filter((code) => code !== 0 && code !== 2)).toEqual([]);
    const made = sandbox.world.events.filter(
      (event) => event.type === 'CreateAccessKey' && event.sessionName !== undefined,
    );
    expect(made).toHaveLength(1);
  });

  it('passes options through the same checks as the configuration', async () => {
    const { sandbox, run, cwd } = await world([memberWithKey(95)]);
    await writeFile(join(cwd, 'keyturn.yaml'), 'exemptions:\n  - organizationalUnits: [ou-demo-12345678]\n');
    const refused = [
      await run(['run', '--enforce', '--this-account']),
      await run(['run', '--enforce', '--ledger', '']),
      await run(['run', '--enforce', '--ledger', ':memory:']),
      await run(['run', '--enforce', '--region', '']),
      await run(['run', '--enforce', '--now', '2030-01-01']),
      await run(['run', '--enforce']),
    ];
    for (const result of refused) expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused[5]?.stderr).toContain('ou-demo-12345678');
    expect(mutations(sandbox)).toEqual([]);
  });

  it('goes on to its end when nobody reads its output any more', async () => {
    const { sandbox, env, cwd } = await world([memberWithKey(95)]);
    const result = await keyturn(['run', '--enforce'], { env, cwd, closeOutput: true });
    // What it printed was lost, and that is never "complete".
    expect(result.exitCode).toBe(2);
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' })).toHaveLength(2);
  });

  it('shows coverage loudly when an account cannot be entered, and goes on with the others', async () => {
    const { sandbox, run } = await world([
      memberWithKey(95),
      member('222222222222', [], { roles: [] }),
      member('333333333333', [], { state: 'SUSPENDED' }),
    ]);
    const result = await run(['run', '--enforce']);
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toContain('ROLE_NOT_ASSUMABLE');
    expect(result.stdout).toContain('SUSPENDED');
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' })).toHaveLength(2);
  });

  it('works on one account without an organization or a role', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    const session = sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'KeyturnRotate' });
    const reader = sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'KeyturnRead' });
    expect(session.accessKeyId).not.toBe(reader.accessKeyId);
    const env = {
      AWS_ACCESS_KEY_ID: reader.accessKeyId,
      AWS_SECRET_ACCESS_KEY: reader.secretAccessKey,
      AWS_SESSION_TOKEN: reader.sessionToken,
    };
    const result = await run(['plan', '--this-account', '--format', 'json'], env);
    expect(result.exitCode).toBe(0);
    expect(
      sandbox.calls.some((call) => call.service === 'organizations' || call.operation === 'AssumeRole'),
    ).toBe(false);
  });

  it('takes user names with every character that IAM allows, and an account without users', async () => {
    const name = 'a+b=c,d.e@f-g_h';
    const { sandbox, run } = await world([memberWithKey(95, name), member('222222222222', [])]);
    const result = await run(['run', '--enforce']);
    expect(result.exitCode).toBe(0);
    expect(sandbox.world.secrets.list(ACCOUNT).map((secret) => secret.name)).toEqual([
      `Account_${ACCOUNT}_User_a+b=c/cd.e@f-g_h_AccessKey`,
    ]);
  });

  it('stops a run whose clock is ten minutes off', async () => {
    const { run } = await world([memberWithKey(95)], { startAt: Date.now() + 600_000 });
    const result = await run(['run', '--enforce']);
    expect(result).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('CLOCK_SKEW') });
    expect(result.stderr).toContain("10 minutes behind AWS's");
  });

  it('names expired credentials, missing ones and a missing Region, each with its fix', async () => {
    const { sandbox, run, env } = await world([memberWithKey(95)]);
    sandbox.clock.advance(2 * 3_600_000);
    const expired = await run(['plan']);
    expect(expired).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('CREDENTIALS_EXPIRED') });
    const { AWS_REGION: _region, ...regionless } = env;
    const nowhere = await keyturn(['plan'], { env: regionless, cwd: await startFolder() });
    expect(nowhere).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('REGION_MISSING') });
    const nobody = await keyturn(['plan'], {
      env: { AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL ?? '', AWS_REGION: 'eu-west-1' },
      cwd: await startFolder(),
    });
    expect(nobody).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('CREDENTIALS_MISSING') });
    for (const result of [expired, nowhere, nobody]) expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it('enforces a rehearsal only against this machine', async () => {
    const { run, env } = await world([memberWithKey(95)]);
    const { AWS_ENDPOINT_URL: _url, ...real } = env;
    const args = ['run', '--enforce', '--now', '2030-01-01', '--ledger', 'r.sqlite'];
    const everywhere = await keyturn(args, { env: real, cwd: await startFolder() });
    expect(everywhere).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('REHEARSAL_NOT_LOOPBACK'),
    });
    const partly = await run(args, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: 'https://secretsmanager.example.com',
    });
    expect(partly.stderr).toContain('secretsmanager.example.com');
    expect(partly.exitCode).toBe(1);
  });

  it('holds what another ledger has promised', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    await run(['run', '--enforce', '--ledger', 'first.sqlite']);
    const [old] = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' });
    sandbox.world.iam.deleteKey(old?.id ?? '');
    const newer = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' })[0];
    expect(newer).toBeDefined();
    sandbox.world.iam.addKey(
      { accountId: ACCOUNT, userName: 'deploy' },
      { createdAt: daysAgo(95), lastUsed: { at: daysAgo(1), service: 's3', region: 'eu-west-1' } },
    );
    sandbox.world.iam.deleteKey(newer?.id ?? '');
    const result = await run([
      'run',
      '--enforce',
      '--ledger',
      'second.sqlite',
      '--new-ledger',
      '--format',
      'json',
    ]);
    const { decisions } = JSON.parse(result.stdout) as { decisions: { objections?: { gate: string }[] }[] };
    expect(
      decisions.flatMap((decision) => decision.objections ?? []).map((objection) => objection.gate),
    ).toEqual(['foreign-ledger']);
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' })).toHaveLength(1);
  });
});

async function startFolder(): Promise<string> {
  const { mkdtemp } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  return await mkdtemp(join(tmpdir(), 'keyturn-e2e-'));
}

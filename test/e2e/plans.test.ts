import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { keyturn } from '../support/command.ts';
import { member } from '../support/world.ts';
import { ACCOUNT, daysAgo, type Fixture, memberWithKey, world } from './fixture.ts';

const keysOf = (sandbox: Fixture['sandbox'], userName = 'deploy'): number =>
  sandbox.world.iam.keys({ accountId: ACCOUNT, userName }).length;

describe('plan --save and apply', () => {
  it('saves a plan for its owner only, shows what it would do, and does it', async () => {
    const { sandbox, run, file } = await world([memberWithKey(95)]);
    const saved = await run(['plan', '--save', 'plan.json', '--quiet']);
    expect(saved.exitCode).toBe(0);
    expect(saved.stderr).toContain('keyturn apply plan.json --enforce');
    expect((await stat(file('plan.json'))).mode & 0o077).toBe(0);
    const shown = await run(['apply', 'plan.json']);
    expect(shown.exitCode).toBe(0);
    expect(keysOf(sandbox)).toBe(1);
    const done = await run(['apply', 'plan.json', '--enforce', '--format', 'json']);
    expect(done.exitCode).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ applied: { refused: [] } });
    expect(keysOf(sandbox)).toBe(2);
    const again = await run(['apply', 'plan.json', '--enforce']);
    expect(again.stdout).toMatch(/refused/i);
    expect(keysOf(sandbox)).toBe(2);
  });

  it('refuses a plan that cannot be read, was edited, has expired or is of elsewhere, each with its fix', async () => {
    const { sandbox, run, file } = await world([memberWithKey(95)]);
    await run(['plan', '--save', 'plan.json', '--quiet']);
    const text = await readFile(file('plan.json'), 'utf8');
    await writeFile(file('edited.json'), text.replace('"rotate"', '"delete"'));
    await writeFile(file('cut.json'), text.slice(0, 200));
    await writeFile(file('page.json'), '<html></html>');
    const cases: readonly [string, readonly string[], string][] = [
      ['missing.json', [], 'PLAN_UNREADABLE'],
      ['cut.json', [], 'PLAN_UNREADABLE'],
      ['page.json', [], 'PLAN_UNREADABLE'],
      ['edited.json', [], 'PLAN_EDITED'],
      ['plan.json', ['--now', new Date(daysAgo(-3)).toISOString()], 'PLAN_EXPIRED'],
    ];
    for (const [name, more, code] of cases) {
      const result = await run(['apply', name, ...more]);
      expect(result.stderr, name).toContain(code);
      expect(result.stderr, name).toContain('Fix:');
      expect(result.exitCode, name).not.toBe(0);
    }
    const other = await run(['apply', 'plan.json', '--this-account']);
    expect(other.stderr).toContain('PLAN_OTHER');
    expect(keysOf(sandbox)).toBe(1);
  });
});

describe('force, forecast, report and ledger', () => {
  it('replaces one young key by order, and shows before it does', async () => {
    const { sandbox, run } = await world([memberWithKey(3)]);
    const order = ['force', '--account', ACCOUNT, '--user', 'deploy', '--reason', 'laptop lost'];
    const shown = await run(order);
    expect(shown.stdout).toContain('replacement ordered');
    expect(keysOf(sandbox)).toBe(1);
    const done = await run([...order, '--enforce']);
    expect(done.exitCode).toBe(0);
    expect(keysOf(sandbox)).toBe(2);
    const nobody = await run(['force', '--account', ACCOUNT, '--user', 'nobody', '--reason', 'x']);
    expect(nobody.stderr).toContain('USER_NOT_FOUND');
  });

  it('foretells the coming days as a table, as JSON and as a page', async () => {
    const { sandbox, run, file } = await world([memberWithKey(80)]);
    const table = await run(['forecast', '--days', '40', '--report', 'forecast.html']);
    expect(table.exitCode).toBe(0);
    expect(table.stdout).toContain('deploy');
    const json = JSON.parse(
      (await run(['forecast', '--days', '40', '--assume-notices', '--format', 'json'])).stdout,
    ) as {
      events: { action: string }[];
    };
    expect(json.events.filter(({ action }) => action !== 'warn').map(({ action }) => action)).toEqual([
      'rotate',
      'deactivate',
      'delete',
    ]);
    expect(await readFile(file('forecast.html'), 'utf8')).toContain('deploy');
    expect(sandbox.calls.filter((call) => call.mutation)).toEqual([]);
    expect((await run(['forecast', '--days', '0'])).stderr).toContain('USAGE');
  });

  it('shows the latest run again from the ledger, in every format, without a call', async () => {
    const { sandbox, run, file } = await world([memberWithKey(95)]);
    expect((await run(['report'])).stderr).toContain('LEDGER_NOT_FOUND');
    await run(['run', '--enforce', '--quiet']);
    sandbox.clearCalls();
    expect((await run(['report'])).stdout).toContain('deploy');
    const csv = (await run(['report', '--format', 'csv'])).stdout;
    expect(csv.split('\r\n').length).toBeGreaterThan(2);
    const json = JSON.parse((await run(['report', '--format', 'json'])).stdout) as { trend: unknown[] };
    expect(json.trend).toHaveLength(1);
    const ocsf = (await run(['report', '--format', 'ocsf'])).stdout.trim().split('\n');
    expect(ocsf.map((line) => (JSON.parse(line) as { class_uid: number }).class_uid)).toContain(2003);
    const asff = (await run(['report', '--format', 'asff', '--region', 'eu-west-1'])).stdout
      .trim()
      .split('\n');
    expect(
      asff.flatMap((line) => (JSON.parse(line) as { Findings: unknown[] }).Findings).length,
    ).toBeGreaterThan(0);
    await run(['report', '--report', 'page.html']);
    expect(await readFile(file('page.html'), 'utf8')).toContain('deploy');
    expect(sandbox.calls).toEqual([]);
  });

  it('exports the ledger without a secret, and takes a lost one over', async () => {
    const { sandbox, run, file } = await world([memberWithKey(95)]);
    await run(['run', '--enforce', '--quiet']);
    await run(['ledger', 'export', '--out', 'ledger.jsonl']);
    const lines = (await readFile(file('ledger.jsonl'), 'utf8')).trim().split('\n');
    const tables = lines.map((line) => (JSON.parse(line) as { table?: string }).table);
    expect(tables).toEqual(expect.arrayContaining(['keys', 'notices', 'journal', 'reads', 'runs']));
    const lost = (JSON.parse(lines[0] ?? '{}') as { ledgerId: string }).ledgerId;
    const found = await run(['ledger', 'rebuild', '--ledger', 'new.sqlite']);
    expect(found.stdout).toContain(`keyturn ledger rebuild --from ${lost} --enforce`);
    const bare = await run(['ledger', 'rebuild', '--ledger', 'new.sqlite', '--enforce']);
    expect(bare.stderr).toContain('USAGE');
    const taken = await run(['ledger', 'rebuild', '--ledger', 'new.sqlite', '--from', lost, '--enforce']);
    expect(taken.stdout).toContain('1 of 1 secrets were taken over');
    const after = await run(['run', '--enforce', '--ledger', 'new.sqlite', '--format', 'json', '--quiet']);
    expect(after.exitCode).toBe(0);
    expect(keysOf(sandbox)).toBe(2);
  });
});

describe('Ctrl-C', () => {
  it('finishes what was begun, leaves nobody leased, and the next run goes on at once', async () => {
    const used = { at: daysAgo(1), service: 's3', region: 'eu-west-1' };
    const users = Array.from({ length: 40 }, (_, index) => ({
      name: `user-${index}`,
      keys: [{ createdAt: daysAgo(95), lastUsed: used }],
    }));
    const { sandbox, run, env, cwd } = await world([member(ACCOUNT, users)]);
    const stopped = await keyturn(['run', '--enforce'], { env, cwd, interruptAfter: 'Reading' });
    expect(stopped.exitCode).toBe(2);
    expect(stopped.stderr).toContain('Stopping');
    expect(stopped.stdout).toContain('INTERRUPTED');
    const made = (): number => users.filter(({ name }) => keysOf(sandbox, name) === 2).length;
    expect(made()).toBeLessThan(40);
    const again = await run(['run', '--enforce', '--quiet']);
    expect(again.exitCode).toBe(0);
    expect(made()).toBe(40);
  });
});

describe('bad input', () => {
  it('a ledger that is damaged, or whose disk is full, ends the run with its name, and nothing is changed', async () => {
    const { sandbox, run, file } = await world([memberWithKey(95)]);
    await writeFile(file('broken.sqlite'), 'SQLite format 3\u0000'.padEnd(4096, 'x'));
    const broken = await run(['run', '--enforce', '--ledger', 'broken.sqlite']);
    expect(broken.stderr).toContain('LEDGER_CORRUPT');
    expect(broken.stderr).toContain('broken.sqlite');
    const full = await run(['run', '--enforce', '--ledger', '/dev/full']);
    expect(full.stderr).toMatch(/LEDGER_(UNREADABLE|CORRUPT)/);
    expect(keysOf(sandbox)).toBe(1);
  });

  it('a disk that is full when the ledger is written ends the run; what was begun is gone on with later', async () => {
    const { sandbox, run, cwd, env } = await world([memberWithKey(95)]);
    const small = await keyturn(['run', '--enforce'], { kilobytes: 48, env, cwd });
    expect(small.stderr).toContain('LEDGER_UNREADABLE');
    expect(small.stderr).toContain('free space');
    expect(small.exitCode).toBe(2);
    expect(keysOf(sandbox)).toBe(1);
    const again = await run(['run', '--enforce']);
    expect(again.exitCode).toBe(0);
    expect(keysOf(sandbox)).toBe(2);
  });

  it('a disk that fills up while a page is written is told after the run, whose work stays', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    const result = await run(['run', '--enforce', '--report', '/dev/full']);
    expect(result.stderr).toContain('OUTPUT_LOST');
    expect(result.exitCode).not.toBe(0);
    expect(keysOf(sandbox)).toBe(2);
  });

  it('a tag that asks for more than policy allows is refused and shown', async () => {
    const tagged = member(ACCOUNT, [
      {
        name: 'deploy',
        tags: { 'keyturn:rotate-after': '9999d' },
        keys: [{ createdAt: daysAgo(95), lastUsed: { at: daysAgo(1), service: 's3', region: 'eu-west-1' } }],
      },
    ]);
    const { sandbox, run, file } = await world([tagged]);
    await writeFile(
      file('keyturn.yaml'),
      'userTags:\n  - tag: keyturn:rotate-after\n    sets: rotateAfter\n    atLeast: 30d\n    atMost: 90d\n',
    );
    const result = await run(['run', '--enforce']);
    expect(result.stdout).toContain('"9999d" is above 90d');
    expect(keysOf(sandbox)).toBe(2);
  });

  it('variables of other systems are taken from a file, told of, and refused where they contradict', async () => {
    const { run, file } = await world([memberWithKey(70)]);
    await writeFile(file('.env'), 'ROTATION_PERIOD=60\nSENDER_EMAIL=sec@example.com\n');
    const result = await run(['plan', '--dotenv', '.env', '--format', 'json']);
    expect(result.stderr).toContain('SENDER_EMAIL');
    expect(JSON.parse(result.stdout)).toMatchObject({ decisions: [{ action: 'rotate' }] });
    const both = await run(['plan', '--dotenv', '.env'], { KEYTURN_ROTATE_AFTER: '80d' });
    expect(both.stderr).toContain('ROTATION_PERIOD');
    expect(both.exitCode).toBe(1);
    const dry = await run(['run', '--enforce'], { DRY_RUN_FLAG: 'True' });
    expect(dry.stderr).toContain('DRY_RUN_FLAG');
    expect(dry.exitCode).toBe(1);
  });
});

describe('show', () => {
  it('shows a saved plan for review as a table and as JSON, without a call, and refuses one that was edited', async () => {
    const { sandbox, run, file } = await world([memberWithKey(95)]);
    await run(['plan', '--save', 'plan.json', '--quiet']);
    sandbox.clearCalls();
    const table = await run(['show', 'plan.json'], { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    expect(table).toMatchObject({ exitCode: 0, stderr: '' });
    expect(table.stdout).toMatch(/saved plan of 20\d\d-/);
    expect(table.stdout).toContain('valid until');
    expect(table.stdout).toMatch(/deploy +…\w{4} +95d +rotate/);
    expect(table.stdout).toContain('1 decision: 1 to replace.');
    const json = await run(['show', 'plan.json', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'keyturn/plan-review/v1',
      expired: false,
      madeAt: expect.stringMatching(/^20.*Z$/),
      decisions: [{ userName: 'deploy', action: 'rotate', keyId: expect.stringMatching(/^…\w{4}$/) }],
    });
    expect((await run(['show', 'plan.json', '--full-ids'])).stdout).toContain('AKIA');
    expect(sandbox.calls).toEqual([]);
    const text = await readFile(file('plan.json'), 'utf8');
    await writeFile(file('edited.json'), text.replace('"rotate"', '"delete"'));
    expect(await run(['show', 'edited.json'])).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('PLAN_EDITED'),
    });
  });
});

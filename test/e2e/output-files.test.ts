import { link, lstat, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { keyturn } from '../support/command.ts';
import { member } from '../support/world.ts';
import { ACCOUNT, daysAgo, memberWithKey, type World, world } from './fixture.ts';

/** A world whose ledger has something to lose. */
async function keptWorld(): Promise<World> {
  const made = await world([memberWithKey(95)]);
  await made.run(['run', '--enforce', '--quiet', '--ledger', 'l.sqlite']);
  await mkdir(made.file('sub'));
  await symlink('l.sqlite', made.file('linked'));
  await link(made.file('l.sqlite'), made.file('hard'));
  await writeFile(made.file('.env'), 'KEYTURN_ROTATE_AFTER=90d\n');
  await writeFile(made.file('keyturn.yaml'), 'policy: {rotateAfter: 90d}\n');
  await made.run(['plan', '--save', 'plan.json', '--ledger', 'l.sqlite', '--quiet']);
  return made;
}

describe('outputs that would destroy the ledger, one another, or what the command reads', () => {
  const REFUSED: readonly (readonly string[])[] = [
    ['plan', '--save', 'a.json', '--report', 'sub/../a.json'],
    ['plan', '--dotenv', '.env', '--save', '.env'],
    ['forecast', '--report', 'keyturn.yaml'],
    ['run', '--enforce', '--report', 'sub/../l.sqlite'],
    ['apply', 'plan.json', '--report', 'sub/../plan.json'],
    ['report', '--report', 'linked'],
    ['ledger', 'export', '--out', 'hard'],
  ];

  it('are refused before anything is done, whatever their names', async () => {
    const { run, file, sandbox } = await keptWorld();
    const kept = await readFile(file('l.sqlite'));
    const calls = sandbox.calls.length;
    const passed = [];
    for (const args of REFUSED) {
      const { exitCode, stderr } = await run([...args, '--ledger', 'l.sqlite']);
      if (exitCode !== 1 || !stderr.includes('are the same file'))
        passed.push(`${args.join(' ')}: ${stderr}`);
    }
    expect(passed).toEqual([]);
    expect(await readFile(file('l.sqlite'))).toEqual(kept);
    expect(sandbox.calls.slice(calls).filter((call) => call.mutation)).toEqual([]);
  });

  it('so are notices', async () => {
    const { run } = await keptWorld();
    const { exitCode, stderr } = await run(['run', '--enforce', '--ledger', 'l.sqlite'], {
      KEYTURN_NOTIFY_FILE: 'linked',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('are the same file');
  });
});

describe('a file that is written', () => {
  it('takes the place of a link and leaves alone what that led to, for its owner alone', async () => {
    const { run, file } = await world([memberWithKey(95)]);
    const names = ['page.html', 'plan.json', 'ledger.jsonl'];
    for (const name of names) {
      await writeFile(file(`of ${name}`), 'precious', { mode: 0o644 });
      await symlink(`of ${name}`, file(name));
    }
    await run(['run', '--enforce', '--quiet']);
    await run(['plan', '--report', 'page.html', '--save', 'plan.json']);
    await run(['ledger', 'export', '--out', 'ledger.jsonl']);
    for (const name of names) {
      expect(await readFile(file(`of ${name}`), 'utf8')).toBe('precious');
      expect((await lstat(file(name))).isFile()).toBe(true);
      expect((await stat(file(name))).mode & 0o777).toBe(0o600);
    }
  });

  it('of notices is appended to, and no link is followed there either', async () => {
    const { run, file, sandbox } = await world([memberWithKey(95)]);
    await writeFile(file('precious'), 'precious');
    await symlink('precious', file('notices'));
    const to = { KEYTURN_NOTIFY_FILE: 'notices' };
    const refused = await run(['run', '--enforce'], to);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('OUTPUT_NOT_WRITABLE') });
    expect(refused.stderr).toContain('link');
    expect(await readFile(file('precious'), 'utf8')).toBe('precious');
    expect(sandbox.calls.filter((call) => call.mutation)).toEqual([]);
  });

  it('may be where standard output goes', async () => {
    const { cwd, env, file } = await world([memberWithKey(95)]);
    const args = ['plan', '--quiet', '--save', '/dev/stdout'];
    await keyturn(args, { cwd, env, stdout: { path: file('both') } });
    expect(await readFile(file('both'), 'utf8')).toContain('keyturn/plan/v1');
  });
});

describe('names on standard error', () => {
  const HOSTILE = 'red\u001b[31m\u202Etxt\u0007\r\nfake line';

  it('are as harmless as everywhere else', async () => {
    const made = await world([
      member(ACCOUNT, [{ name: 'deploy', keys: [{ createdAt: daysAgo(95) }] }], { name: HOSTILE, roles: [] }),
    ]);
    const results = [
      await made.run(['run', '--enforce']),
      await made.run(['status', '--user', HOSTILE]),
      await made.run(['undo', '--user', HOSTILE, '--account', ACCOUNT]),
      await made.run(['plan', '--save', `no/${HOSTILE}`]),
    ];
    for (const { stderr, stdout } of results) {
      const text = stderr + stdout;
      expect(text).toContain('txt');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(text).not.toMatch(/^fake line/m);
    }
  });
});

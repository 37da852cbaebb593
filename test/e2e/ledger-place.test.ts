import { chmod, mkdir, mkdtemp, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { keyturn } from '../support/command.ts';
import { HUB_ACCOUNT, member, ORGANIZATION } from '../support/world.ts';
import { ACCOUNT, daysAgo, memberWithKey, type World, world } from './fixture.ts';

const FOLDER = '.local/state/keyturn';
const DEFAULT = `${FOLDER}/ledger-${HUB_ACCOUNT}.sqlite`;

const keysOf = ({ sandbox }: World, userName = 'deploy'): number =>
  sandbox.world.iam.keys({ accountId: ACCOUNT, userName }).length;

async function makeLedger(path: string, newId: string): Promise<void> {
  await openSqliteLedger({ path, kind: 'real', newId }).close();
}

describe('where the ledger is', () => {
  it('is one for each person and organization, whatever the folder; a new one is announced', async () => {
    const made = await world([memberWithKey(95)]);
    const dry = await made.run(['plan']);
    expect(dry.stderr.split('\n')[0]).toContain(`Ledger ${made.file(DEFAULT)}, which does not exist yet`);
    const first = await made.run(['run', '--enforce', '--quiet']);
    expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('begins a new ledger') });
    expect(first.stderr).toContain(made.file(DEFAULT));
    expect((await stat(made.file(DEFAULT))).mode & 0o777).toBe(0o600);
    expect((await stat(made.file(FOLDER))).mode & 0o777).toBe(0o700);
    const elsewhere = await mkdtemp(join(tmpdir(), 'keyturn-elsewhere-'));
    const env = { ...made.env, HOME: made.cwd };
    const again = await keyturn(['run', '--enforce'], { env, cwd: elsewhere });
    expect(again.exitCode).toBe(0);
    expect(again.stderr.split('\n')[0]).toContain(`Ledger ${made.file(DEFAULT)}`);
    expect(again.stderr).not.toContain('new ledger');
    expect(await readdir(elsewhere)).toEqual([]);
    expect(keysOf(made)).toBe(2);
  });

  it('is named after the organization where one is configured, and one begun before that goes on', async () => {
    const made = await world([memberWithKey(95)]);
    const asked = { KEYTURN_ORGANIZATION_ID: ORGANIZATION };
    const state = { XDG_STATE_HOME: made.file('state') };
    const named = await made.run(['plan'], { ...asked, ...state });
    expect(named.stderr).toContain(made.file(`state/keyturn/ledger-${ORGANIZATION}.sqlite`));
    await made.run(['run', '--enforce']);
    expect((await made.run(['plan'], asked)).stderr).toContain(made.file(DEFAULT));
  });

  it('a ledger where earlier versions kept it is used, and that is said; beside another one it is not guessed', async () => {
    const made = await world([memberWithKey(95)]);
    await makeLedger(made.file('keyturn-ledger.sqlite'), 'of-old');
    const used = await made.run(['run', '--enforce']);
    expect(used.exitCode).toBe(0);
    expect(used.stderr.split('\n')[0]).toContain('where earlier versions kept it');
    expect(used.stderr.split('\n')[0]).toContain(made.file(DEFAULT));
    expect(keysOf(made)).toBe(2);
    await mkdir(made.file(FOLDER), { recursive: true });
    await makeLedger(made.file(DEFAULT), 'of-now');
    for (const args of [
      ['run', '--enforce'],
      ['plan'],
      ['status', '--user', 'deploy'],
      ['ledger', 'export'],
    ]) {
      const refused = await made.run(args);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toContain('LEDGER_AMBIGUOUS');
      expect(refused.stderr).toContain('keyturn-ledger.sqlite');
      expect(refused.stderr).toContain(DEFAULT);
    }
    await rename(made.file('keyturn-ledger.sqlite'), made.file('kept.sqlite'));
    expect((await made.run(['status', '--user', 'deploy', '--ledger', 'kept.sqlite'])).exitCode).toBe(0);
  });

  it.each([
    ['a home that may not be written', { HOME: '/proc/nowhere' }, '/proc/nowhere'],
    ['a home that is none', { HOME: 'somewhere' }, 'no home folder'],
  ])('%s is an error with the fix', async (_name, env, said) => {
    const made = await world([memberWithKey(95)]);
    const refused = await made.run(['run', '--enforce'], env);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('LEDGER_NO_PLACE');
    expect(refused.stderr).toContain(said);
    expect(refused.stderr).toContain('--ledger');
    expect(keysOf(made)).toBe(1);
    expect((await made.run(['run', '--enforce', '--ledger', 'l.sqlite'], env)).exitCode).toBe(0);
  });

  it('one that others can read is told of', async () => {
    const made = await world([memberWithKey(20)]);
    await makeLedger(made.file('l.sqlite'), 'open');
    await chmod(made.file('l.sqlite'), 0o644);
    for (const args of [
      ['plan', '--quiet'],
      ['ledger', 'export'],
    ]) {
      const result = await made.run([...args, '--ledger', 'l.sqlite']);
      expect(result.exitCode).toBe(0);
      expect(result.stderr).toContain(`chmod 600 ${made.file('l.sqlite')}`);
    }
    await chmod(made.file('l.sqlite'), 0o600);
    expect((await made.run(['plan', '--quiet', '--ledger', 'l.sqlite'])).stderr).toBe('');
  });
});

describe('commands that need a ledger', () => {
  const COMMANDS = [
    ['status', '--user', 'deploy'],
    ['report'],
    ['ledger', 'export'],
    ['resolve', '--user', 'deploy', '--release', '--reason', 'moved'],
    ['undo', '--user', 'deploy'],
  ];

  it('say the same where there is none, with the same exit code', async () => {
    const { run } = await world([memberWithKey(95)]);
    for (const named of [[], ['--ledger', 'missing.sqlite']]) {
      const ends = [];
      for (const args of COMMANDS) ends.push(await run([...args, ...named]));
      expect(new Set(ends.map(({ stderr }) => stderr)).size).toBe(1);
      expect(ends[0]?.stderr).toContain('LEDGER_NOT_FOUND');
      for (const end of ends) expect(end).toMatchObject({ exitCode: 1, stdout: '' });
    }
  });

  it('take the only one there is and name it, and list them where there are several', async () => {
    const { run, file } = await world([memberWithKey(95)]);
    await run(['run', '--enforce', '--quiet']);
    const only = await run(['status', '--user', 'deploy']);
    expect(only).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(file(DEFAULT)) });
    await makeLedger(file(`${FOLDER}/ledger-o-otherorg123.sqlite`), 'other');
    for (const args of COMMANDS.slice(0, 2)) {
      const { exitCode, stderr } = await run(args);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(file(DEFAULT));
      expect(stderr).toContain('ledger-o-otherorg123.sqlite');
    }
  });

  it('an undo finds the ledger although its credentials do not work', async () => {
    const { run } = await world([memberWithKey(95)]);
    await run(['run', '--enforce', '--quiet']);
    const undone = await run(['undo', '--user', 'nobody'], { AWS_SECRET_ACCESS_KEY: 'wrong' });
    expect(undone.stderr).toContain('USER_NOT_FOUND');
  });
});

describe('a new ledger where another one is in charge', () => {
  const USERS = ['ann', 'bob'];

  function organization(): ReturnType<typeof member> {
    const users = USERS.map((name) => ({
      name,
      keys: [{ createdAt: daysAgo(95), lastUsed: { at: daysAgo(1), service: 's3', region: 'eu-west-1' } }],
    }));
    return member(ACCOUNT, users);
  }

  /** All users were rotated by `first.sqlite`; then their new keys are made to look old. */
  async function takenCareOf(): Promise<World> {
    const made = await world([organization()]);
    await writeFile(made.file('keyturn.yaml'), 'policy: {rotateAfter: 90d}\n');
    expect((await made.run(['run', '--enforce', '--ledger', 'first.sqlite'])).exitCode).toBe(0);
    return made;
  }

  it('is begun only with --new-ledger: the first secret of the other one stops everything, loudly', async () => {
    const made = await takenCareOf();
    for (const userName of USERS) dropNewKey(made, userName);
    const before = made.sandbox.calls.length;
    for (const attempt of [1, 2]) {
      const result = await made.run(['run', '--enforce', '--format', 'json']);
      expect(result.exitCode, `attempt ${attempt}`).toBe(2);
      expect(result.stderr).toContain('LEDGER_OTHER');
      expect(result.stderr).toContain('--new-ledger');
      const report = JSON.parse(result.stdout) as { stopped?: { code: string }; ledgerId: string };
      expect(report.stopped?.code).toBe('LEDGER_OTHER');
    }
    const changed = made.sandbox.calls.slice(before).filter((call) => call.mutation);
    expect(changed.map((call) => call.operation)).toEqual([]);
    const beside = await made.run(['run', '--enforce', '--new-ledger', '--format', 'json']);
    expect(beside.stderr).not.toContain('LEDGER_OTHER');
    expect(JSON.parse(beside.stdout)).not.toHaveProperty('stopped');
    const twice = await made.run(['run', '--enforce', '--new-ledger']);
    expect(twice).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('in use already') });
    expect((await made.run(['run', '--enforce'])).stderr).not.toContain('LEDGER_OTHER');
  });

  it('the ledger in charge goes on as ever', async () => {
    const made = await takenCareOf();
    const result = await made.run(['run', '--enforce', '--ledger', 'first.sqlite']);
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.stderr).not.toContain('LEDGER_OTHER');
  });

  function dropNewKey({ sandbox }: World, userName: string): void {
    const keys = sandbox.world.iam.keys({ accountId: ACCOUNT, userName });
    const newest = [...keys].sort((a, b) => b.createdAt - a.createdAt)[0];
    if (newest !== undefined) sandbox.world.iam.deleteKey(newest.id);
  }
});

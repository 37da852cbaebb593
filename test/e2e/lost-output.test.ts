import { mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { keyturn } from '../support/command.ts';
import { reportOfManyUsers } from '../support/report/many-users.ts';
import { ACCOUNT, memberWithKey, world } from './fixture.ts';

const LEDGER = 'kept.sqlite';

/** A folder with a ledger whose latest report names so many users, and which knows one key of `deploy`. */
async function folderWithLedger(users: number): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-lost-'));
  const ledger = openSqliteLedger({ path: join(cwd, LEDGER), kind: 'real', newId: 'kept' });
  const report = reportOfManyUsers({ users });
  await ledger.reports.keep({ ...report, complete: true, exitCode: 0 });
  const now = instant(Date.now());
  const ref = { accountId: ACCOUNT as AccountId, userId: 'AIDA1' as UserId };
  const lease = await ledger.acquireLease(ref, { holder: 'test', now, until: instant(now + 60_000) });
  if (lease === undefined) throw new Error('no lease');
  const keys = Array.from({ length: users }, (_, index) => ({
    ...ref,
    userName: 'deploy',
    keyId: `AKIA${String(index).padStart(16, '0')}` as AccessKeyId,
    createdAt: now,
    firstSeen: now,
    madeByUs: false,
    exposed: true,
  }));
  await ledger.save(lease, now, { keys });
  await ledger.close();
  return cwd;
}

/** Each kind of thing that a command prints from the ledger or from nothing; all of them end with 0 otherwise. */
const PRINTED: readonly (readonly string[])[] = [
  ['--version'],
  ['--help'],
  ['run', '--help'],
  ['config', 'check'],
  ['config', 'schema'],
  ['config', 'init', '--out', '-'],
  ...['table', 'json', 'csv', 'asff', 'ocsf'].map((format) => ['report', '--format', format]),
  ['status', '--user', 'deploy'],
  ['status', '--user', 'deploy', '--format', 'json'],
  ['ledger', 'export'],
  ['sandbox', 'serve', '--port', '0', '--for', '10m'],
  ['sandbox', 'serve', '--port', '0', '--for', '10m', '--format', 'json'],
  ['demo', '--days', '1', '--no-story'],
];

/** And what they print after they asked AWS. */
const PRINTED_OF_AWS: readonly (readonly string[])[] = [
  ['plan'],
  ['plan', '--format', 'json'],
  ['forecast', '--days', '5'],
  ['forecast', '--days', '5', '--format', 'json'],
  ['ledger', 'rebuild'],
  ['ledger', 'rebuild', '--format', 'json'],
];

describe.each([
  ['a full device', { path: '/dev/full' }, 'ENOSPC'],
  ['a pipe that nobody reads', 'closed', 'EPIPE'],
] as const)('what goes to %s is lost, and the exit code says so', (_name, stdout, code) => {
  /** Those of the commands that end as if all had been read. */
  async function contentAnyway(
    commands: readonly (readonly string[])[],
    where: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  ): Promise<readonly string[]> {
    const ends = await pMap(
      commands,
      async (args) => {
        const { exitCode, stderr } = await keyturn(args, { ...where, stdout });
        const told = stderr.includes('OUTPUT_LOST') && stderr.includes(code);
        return exitCode === 2 && told ? [] : [`${args.join(' ')}: ${exitCode}, ${stderr.slice(-200)}`];
      },
      { concurrency: 3 },
    );
    return ends.flat();
  }

  it('of every command that works on this machine alone', async () => {
    const cwd = await folderWithLedger(20);
    expect(await contentAnyway(PRINTED, { cwd, env: { KEYTURN_LEDGER: LEDGER } })).toEqual([]);
  });

  it('of every command that asks AWS', async () => {
    const { cwd, env } = await world([memberWithKey(80)]);
    expect(await contentAnyway(PRINTED_OF_AWS, { cwd, env })).toEqual([]);
  });

  it('of an enforcing run, which does its work to the end', async () => {
    const { cwd, env, sandbox } = await world([memberWithKey(95)]);
    expect(await contentAnyway([['run', '--enforce']], { cwd, env })).toEqual([]);
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'deploy' })).toHaveLength(2);
  });
});

describe('a disk that fills up in the middle', () => {
  it('a long document is an error, and whole for whoever reads slowly', async () => {
    const cwd = await folderWithLedger(300);
    const env = { KEYTURN_LEDGER: LEDGER };
    const args = ['report', '--format', 'json'];
    const path = join(cwd, 'report.json');
    const full = await keyturn(args, { env, cwd, kilobytes: 64, stdout: { path } });
    expect((await readFile(path)).length).toBe(64 * 1024);
    expect(full).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('OUTPUT_LOST') });
    const read = await keyturn(args, { env, cwd, slowly: true });
    expect(read.stdout.length).toBeGreaterThan(128 * 1024);
    expect(JSON.parse(read.stdout)).toMatchObject({ schema: 'keyturn/run/v1', exitCode: 0 });
  });

  it.each([
    ['report', '--report', 'page.html'],
    ['ledger', 'export', '--out', 'ledger.jsonl'],
    ['config', 'init', '--out', 'new.yaml'],
    ['demo', '--days', '1', '--no-story', '--out', '.'],
  ])('%s %s leaves nothing half written', async (...args) => {
    const cwd = await folderWithLedger(300);
    const kilobytes = args[0] === 'config' ? 1 : 34;
    const result = await keyturn(args, { env: { KEYTURN_LEDGER: LEDGER }, cwd, kilobytes });
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('OUTPUT_LOST') });
    const name = args.at(-1) === '.' ? 'report.html' : (args.at(-1) ?? '');
    await expect(readFile(join(cwd, name))).rejects.toThrow('ENOENT');
  });

  it('a page that cannot be written does not take the saved plan with it', async () => {
    const { run, file } = await world([memberWithKey(95)]);
    await symlink('/dev/full', file('full'));
    const result = await run(['plan', '--report', 'full', '--save', 'plan.json']);
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('OUTPUT_LOST') });
    expect(await readFile(file('plan.json'), 'utf8')).toContain('keyturn/plan/v1');
  });

  it('notices that the disk did not take fail their channel, and wait for the next run', async () => {
    const { run, file } = await world([memberWithKey(95)]);
    const to = (path: string) => ({ KEYTURN_NOTIFY_FILE: path, KEYTURN_NOTIFY_CONSOLE: 'false' });
    const result = await run(['run', '--enforce'], to('/dev/full'));
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('channel file failed') });
    expect((await run(['run', '--enforce'], to('notices.jsonl'))).exitCode).toBe(0);
    expect(await readFile(file('notices.jsonl'), 'utf8')).toContain('"kind":"rotated"');
  });
});

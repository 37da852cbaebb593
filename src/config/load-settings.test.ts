import { describe, expect, it } from 'vitest';
import { loadText, refusalOf, systemError } from '../../test/support/config/load-text.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { days, hours } from '../domain/time.ts';
import { loadSettings } from './load-settings.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const missing = async (): Promise<string> => {
  throw systemError('ENOENT');
};

describe('the file that is read', () => {
  const reader = async (path: string): Promise<string> => `ledger: {path: from-${path}}`;

  it('is the one named, before the one in the environment, before ./keyturn.yaml', async () => {
    const env = { KEYTURN_CONFIG: 'b.yaml' };
    const named = await loadSettings({ file: 'a.yaml', env, readFile: reader });
    const fromVariable = await loadSettings({ env, readFile: reader });
    const standard = await loadSettings({ env: {}, readFile: reader });
    expect([named, fromVariable, standard].map(({ settings }) => settings.ledger.path)).toEqual([
      'from-a.yaml',
      'from-b.yaml',
      'from-keyturn.yaml',
    ]);
    expect(named.sources.file).toBe('a.yaml');
  });

  it('is keyturn.yml where there is no keyturn.yaml', async () => {
    const only = async (path: string): Promise<string> =>
      path === 'keyturn.yml' ? await reader(path) : await missing();
    const { settings, sources, advice } = await loadSettings({ env: {}, readFile: only });
    expect(settings.ledger.path).toBe('from-keyturn.yml');
    expect(sources.file).toBe('keyturn.yml');
    expect(advice).toEqual([]);
  });

  it('is not keyturn.yml beside keyturn.yaml, which is told', async () => {
    const { settings, advice } = await loadSettings({ env: {}, readFile: reader });
    expect(settings.ledger.path).toBe('from-keyturn.yaml');
    expect(advice).toEqual([expect.stringContaining('keyturn.yml is not read')]);
    const named = await loadSettings({ file: 'a.yaml', env: {}, readFile: reader });
    expect(named.advice).toEqual([]);
  });

  it('is an error when keyturn.yml is there and cannot be read', async () => {
    const locked = async (path: string): Promise<string> =>
      path === 'keyturn.yml' ? await Promise.reject(systemError('EACCES')) : await missing();
    await expect(loadSettings({ env: {}, readFile: locked })).rejects.toMatchObject({
      message: 'keyturn.yml: The configuration file cannot be read (EACCES).',
    });
  });

  it('may be missing when nobody named it', async () => {
    const loaded = await loadSettings({ env: {}, readFile: missing });
    expect(loaded).toEqual({ settings: DEFAULT_SETTINGS, sources: { settings: {} }, advice: [] });
  });

  it.each([
    [{ file: 'a.yaml' }, {}, missing, 'a.yaml: The configuration file does not exist.'],
    [
      {},
      { KEYTURN_CONFIG: 'b.yaml' },
      missing,
      'b.yaml: The configuration file, which KEYTURN_CONFIG names, does not exist.',
    ],
    [{}, { KEYTURN_CONFIG: ' ' }, missing, 'environment: KEYTURN_CONFIG is empty.'],
    [
      {},
      {},
      () => Promise.reject(systemError('EACCES')),
      'keyturn.yaml: The configuration file cannot be read (EACCES).',
    ],
    [
      {},
      {},
      () => Promise.reject('odd'),
      'keyturn.yaml: The configuration file cannot be read (unknown reason).',
    ],
  ])('is an error when it cannot be read: %j %j', async (options, env, readFile, message) => {
    await expect(loadSettings({ ...options, env, readFile })).rejects.toMatchObject({
      code: 'CONFIG_UNREADABLE',
      message,
      next: expect.stringContaining('Correct the path'),
    });
  });

  it('keeps the error of the file system as the cause', async () => {
    await expect(loadSettings({ file: 'a', env: {}, readFile: missing })).rejects.toMatchObject({
      cause: { code: 'ENOENT' },
    });
  });

  it.each([
    '',
    '# only a comment\n',
    'policy:\nscope:\nsafety:\n  killSwitch:\n',
    '---\n...\n',
    'null',
    '{}',
  ])('may say nothing: %j', async (text) => {
    expect((await loadText(text)).settings).toStrictEqual(DEFAULT_SETTINGS);
  });

  it.each(['\uFEFFpolicy:\r\n  rotateAfter: 80d\r\n', 'x: &a\n', '{"policy": {"rotateAfter": "80d"}}'])(
    'may come from Windows, or be JSON: %j',
    async (text) => {
      if (text.startsWith('x')) expect((await refusalOf(text)).problems[0]?.path).toBe('x');
      else expect((await loadText(text)).settings.policy.rotateAfter).toBe(days(80));
    },
  );
});

describe('which value counts', () => {
  it('the environment before the file before the default, field by field', async () => {
    const text = 'policy:\n  rotateAfter: 80d\n  inUse:\n    extend: 7d\n';
    const { settings, sources } = await loadText(text, {
      KEYTURN_ROTATE_AFTER: '70d',
      KEYTURN_IN_USE_AFTERWARDS: 'deactivate',
    });
    expect(settings.policy).toStrictEqual({
      ...DEFAULT_SETTINGS.policy,
      rotateAfter: days(70),
      inUse: { extend: days(7), afterwards: 'deactivate' },
    });
    expect(sources).toEqual({
      file: 'keyturn.yaml',
      settings: {
        'policy.rotateAfter': { variable: 'KEYTURN_ROTATE_AFTER' },
        'policy.inUse.extend': { file: 'keyturn.yaml', line: 4, column: 13 },
        'policy.inUse.afterwards': { variable: 'KEYTURN_IN_USE_AFTERWARDS' },
      },
    });
  });

  it('lists replace lists, and warnings are sorted, longest first, each once', async () => {
    const text = 'policy: {warnBefore: [24h, 7d, 1d, 9d]}\nexemptions: []';
    const { settings } = await loadText(text, { KEYTURN_ACCOUNTS: '111111111111, 222222222222' });
    expect(settings.policy.warnBefore).toEqual([days(9), days(7), hours(24)]);
    expect(settings.exemptions).toEqual([]);
    expect(settings.scope.accounts).toEqual(['111111111111', '222222222222']);
  });

  it.each([
    ['on', true],
    ['TRUE', true],
    ['1', true],
    ['off', false],
    ['no', false],
    ['0', false],
  ])('a switch in the environment may be %s', async (given, engaged) => {
    const { settings } = await loadText('', { KEYTURN_KILL_SWITCH: given });
    expect(settings.safety.killSwitch).toEqual({ engaged });
  });

  it('variables that set nothing are let through', async () => {
    const env = {
      KEYTURN_CONFORMANCE_ENDPOINT: 'http://localhost:4566',
      NO_COLOR: '1',
      PATH: '/bin',
      KEYTURNED: 'x',
    };
    expect((await loadText('', env)).settings).toStrictEqual(DEFAULT_SETTINGS);
  });

  it('a name of secrets without {account} is allowed, with advice', async () => {
    const { advice } = await loadText('delivery: {secretName: "{user}_AccessKey"}');
    expect(advice).toEqual([expect.stringContaining('{account}')]);
  });
});

describe('problems', () => {
  it('of an override name it, and the tag that makes it wrong', async () => {
    const refusal = await refusalOf(
      'overrides: [{name: Late, when: {users: [a]}, policy: {warnBefore: [40d], installGrace: 40d}}]\nuserTags: [{tag: Age, sets: rotateAfter, atLeast: 30d, atMost: 90d}]',
    );
    expect(refusal.problems[0]?.message).toMatch(
      /^For the users of overrides\[0\] \("Late"\): When the tag Age says 30d: policy\.rotateAfter is 30d,/,
    );
  });

  it('are all told at once, in reading order, as text and as data', async () => {
    const text = 'scope:\n  accounts: [12]\npolicy:\n  rotateAfter: soon\n  minNotice: 8d\n  notic: x\n';
    const refusal = await refusalOf(text, { KEYTURN_REGION: 'x', KEYTURN_LEDGR: 'x' });
    expect(refusal.problems.map(({ code, path, line, variable }) => [code, path, line ?? variable])).toEqual([
      ['CONFIG_INVALID_VALUE', 'scope.accounts[0]', 2],
      ['CONFIG_INVALID_VALUE', 'policy.rotateAfter', 4],
      ['CONFIG_CONTRADICTION', 'policy.minNotice', 5],
      ['CONFIG_UNKNOWN_KEY', 'policy.notic', 6],
      ['CONFIG_UNKNOWN_KEY', '', 'KEYTURN_LEDGR'],
      ['CONFIG_INVALID_VALUE', 'delivery.region', 'KEYTURN_REGION'],
    ]);
    const lines = refusal.message.split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('The configuration has 6 problems:');
    expect(lines[2]).toMatch(
      /^ {2}keyturn\.yaml:4:16: policy\.rotateAfter cannot be "soon"\. Write a whole number/,
    );
    expect(refusal.next).toContain('keyturn config check');
    expect(JSON.parse(JSON.stringify(refusal.problems))).toEqual(refusal.problems);
  });

  it('nothing is concluded from the default of a setting that was given and cannot be used', async () => {
    const refusal = await refusalOf('policy: {warnBefore: 9d, minNotice: 8d}');
    expect(refusal.problems.map(({ code }) => code)).toEqual(['CONFIG_INVALID_VALUE']);
  });

  it('a file that is no YAML does not hide what is wrong in the environment', async () => {
    const refusal = await refusalOf('policy: [', { KEYTURN_LEDGR: 'x', KEYTURN_MIN_NOTICE: '20d' });
    expect(refusal.problems.map(({ code }) => code)).toEqual(['CONFIG_NOT_YAML', 'CONFIG_UNKNOWN_KEY']);
  });

  it('have their place where an alias stands, and below it where the anchor does', async () => {
    const refusal = await refusalOf('scope:\n  accounts: &a ["1"]\n  excludeAccounts: *a\n');
    expect(refusal.problems.map(({ path, line }) => [path, line])).toEqual([
      ['scope.accounts[0]', 2],
      ['scope.excludeAccounts[0]', 2],
    ]);
  });

  it('long values are shortened and other kinds are named', async () => {
    const refusal = await refusalOf(
      `policy: {rotateAfter: "${'x y '.repeat(50)}", minNotice: {a: 1}, quietPeriod: []}`,
    );
    expect(refusal.problems[0]?.message).toHaveLength('policy.rotateAfter cannot be "…".'.length + 80);
    expect(refusal.problems[1]?.message).toBe('policy.minNotice cannot be a mapping.');
    expect(refusal.problems[2]?.message).toBe('policy.quietPeriod cannot be an empty list.');
  });

  it.each([
    ['an unknown key', `aws_secret_access_key: ${SECRET}`, {}],
    ['an unknown key of a harmless name', 'note: hunter2hunter2', {}],
    ['a known key', `policy: {rotateAfter: "${SECRET}"}`, {}],
    ['a key whose hint repeats it', `safety: {killSwitch: {parameter: ${SECRET}}}`, {}],
    ['a list', `scope: {accounts: ["${SECRET}"]}`, {}],
    ['another file', `AWS_SECRET_ACCESS_KEY=${SECRET}\n`, {}],
    ['a credentials file', `[default]\naws_access_key_id = A\naws_secret_access_key = ${SECRET}\n`, {}],
    ['broken YAML', `a: "${SECRET}\nb: hunter2hunter2 "x"\n`, {}],
    ['a private key', 'ledger: {path: "-----BEGIN RSA PRIVATE KEY-----\\nhunter2hunter2"}', {}],
    ['an unknown variable', '', { KEYTURN_SECRET_ACCESS_KEY: SECRET }],
    ['a variable', '', { KEYTURN_ROTATE_AFTER: SECRET }],
    ['a number’s variable', '', { KEYTURN_CONCURRENCY: SECRET }],
  ])('never show a secret that was put into %s', async (_, text, env) => {
    const refusal = await refusalOf(text, env as Record<string, string>);
    const told = `${refusal.message} ${refusal.next} ${JSON.stringify(refusal.problems)}`;
    expect(told).not.toContain(SECRET.slice(0, 12));
    expect(told).not.toContain('hunter2');
  });
});

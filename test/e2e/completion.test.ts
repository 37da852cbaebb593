import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyturn } from '../support/command.ts';

let cwd = '';

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'keyturn-completion-'));
  const { stdout } = await keyturn(['completion', 'bash'], { cwd });
  await writeFile(join(cwd, 'completion.sh'), stdout);
  await writeFile(join(cwd, 'plan of monday.json'), '{}');
});

/** What a real bash offers behind these words; the last one is what the cursor stands at. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const script = `source ./completion.sh; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyturn; printf "%s\\n" "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script, 'bash', 'keyturn', ...words], {
    cwd,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  it.each([
    [['fo'], ['force', 'forecast']],
    [
      ['config', ''],
      ['check', 'schema', 'init', '--help', '-h'],
    ],
    [
      ['plan', '--format', ''],
      ['table', 'json', 'csv', 'asff', 'ocsf'],
    ],
    [['plan', '--format', '=', 'j'], ['json']],
    [
      ['plan', '--format', '='],
      ['table', 'json', 'csv', 'asff', 'ocsf'],
    ],
    [['plan', '--quiet', '--fail'], ['--fail-on']],
    [['run', '--fail-on', 'o'], ['over-limit']],
    [['show', 'plan'], ['plan of monday.json']],
    [['apply', '--config', 'comp'], ['completion.sh']],
    // The value of an option is not taken for a command.
    [['demo', '--out', 'plan', '--se'], ['--seed']],
    [['plan', '--region', ''], []],
    [['completion', 'z'], ['zsh']],
  ])('%j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

it.each(['bash', 'zsh', 'fish'])(
  'the script for %s knows every command and option that the help shows',
  async (shell) => {
    const { stdout: script, exitCode } = await keyturn(['completion', shell], { cwd });
    expect(exitCode).toBe(0);
    for (const command of ['plan', 'forecast', 'ledger rebuild']) {
      const help = await keyturn([...command.split(' '), '--help'], { cwd });
      const options = [...help.stdout.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1] ?? '');
      expect(options.length).toBeGreaterThan(5);
      const own = script.split('\n').filter((line) => line.includes(command));
      for (const option of options) expect(own.join('\n'), `${command} --${option}`).toContain(option);
    }
  },
);

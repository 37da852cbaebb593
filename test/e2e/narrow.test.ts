import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { member } from '../support/world.ts';
import { ACCOUNT, daysAgo, memberWithKey, world } from './fixture.ts';

const OTHER = '222222222222';

describe('--account, --user and --profile', () => {
  it('narrow a run to what they name, several of them at once, and refuse what matches nothing', async () => {
    const keys = [{ createdAt: daysAgo(95) }];
    const { sandbox, run } = await world([
      memberWithKey(95),
      member(OTHER, [
        { name: 'mailer', keys },
        { name: 'backup', keys },
      ]),
    ]);
    const both = ['--account', OTHER, '--account', `account-${ACCOUNT.slice(-3)}`];
    const shown = await run(['plan', ...both, '--user', 'mail*', '--user', 'deploy', '--format', 'json']);
    expect(shown.exitCode).toBe(0);
    const { decisions, narrowed, complete } = JSON.parse(shown.stdout) as {
      decisions: { userName: string }[];
      narrowed: { users: string[] };
      complete: boolean;
    };
    expect(decisions.map(({ userName }) => userName).sort()).toEqual(['deploy', 'mailer']);
    expect([narrowed.users, complete]).toEqual([['mail*', 'deploy'], false]);
    for (const args of [
      ['run', '--enforce', '--user', 'nobody'],
      ['plan', '--account', '333333333333'],
      ['forecast', '--user', 'nobody'],
      ['plan', '--user', ''],
    ]) {
      const refused = await run([...args, '--quiet']);
      expect(refused, args.join(' ')).toMatchObject({ exitCode: 1, stdout: '' });
      expect(refused.stderr).toMatch(/_NOT_FOUND|need a name/);
      expect(refused.stderr).toContain('Fix:');
    }
    expect(sandbox.calls.filter((call) => call.mutation)).toEqual([]);
  });

  it('use the profile that is named, before keys of the environment, and say when there is none', async () => {
    const { run, file, env } = await world([memberWithKey(95)]);
    const config = [
      '[profile hub]',
      `aws_access_key_id = ${env.AWS_ACCESS_KEY_ID}`,
      `aws_secret_access_key = ${env.AWS_SECRET_ACCESS_KEY}`,
      `aws_session_token = ${env.AWS_SESSION_TOKEN}`,
      'region = eu-west-1',
    ];
    await writeFile(file('config'), config.join('\n'));
    const elsewhere = {
      AWS_CONFIG_FILE: file('config'),
      AWS_ACCESS_KEY_ID: 'AKIAWRONGWRONGWRONG1',
      AWS_SECRET_ACCESS_KEY: 'wrong',
      AWS_SESSION_TOKEN: '',
    };
    expect((await run(['plan', '--quiet'], elsewhere)).exitCode).not.toBe(0);
    const found = await run(['plan', '--quiet', '--profile', 'hub'], elsewhere);
    expect(found).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringContaining('deploy') });
    const typo = await run(['plan', '--profile', 'hubb'], elsewhere);
    expect(typo).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Did you mean hub?') });
  });
});

import { expect, it } from 'vitest';
import { member } from '../support/world.ts';
import { ACCOUNT, daysAgo, world } from './fixture.ts';

it('status shows state, age, last use and the next step of each key, in words', async () => {
  const lastUsed = { at: daysAgo(2), service: 's3', region: 'eu-west-1' };
  const { run } = await world([
    member(ACCOUNT, [
      { name: 'young', keys: [{ createdAt: daysAgo(30), lastUsed }] },
      { name: 'deploy', keys: [{ createdAt: daysAgo(95), lastUsed }] },
      {
        name: 'two',
        keys: [
          { createdAt: daysAgo(200), lastUsed },
          { createdAt: daysAgo(120), lastUsed },
        ],
      },
    ]),
  ]);
  await run(['run', '--enforce', '--quiet']);
  const young = await run(['status', '--user', 'young']);
  expect(young.stdout).toMatch(/…\w{4} {2}active, 30 days old/);
  expect(young.stdout).toMatch(
    /; planned by the run of 20.*\n.*\n +next: reaches its age limit on 20\d\d-\d\d-\d\d\n/,
  );
  const two = await run(['status', '--user', 'two']);
  expect(two.stdout).toMatch(/active, 200 days old, last used 2 days ago by s3 in eu-west-1/);
  expect(two.stdout).toContain('next: held: replace the key.');
  expect(two.stdout).toContain(`keyturn resolve --account ${ACCOUNT} --user two`);
  // No codes where words will do.
  const [standing = ''] = two.stdout.split('  notice: ');
  expect(standing).toContain('since 20');
  expect(standing).not.toMatch(/_CONFLICT|two-active-keys/);
  // The old key has just been replaced. No channel tells owners here: notice and next step name one day, and promise nothing.
  const deploy = await run(['status', '--user', 'deploy']);
  const [told] =
    /ready in secret .*the deactivation that is due on (\d{4}-\d\d-\d\d) will be held/
      .exec(deploy.stdout)
      ?.slice(1) ?? [];
  expect(deploy.stdout).toContain(`next: its deactivation will be held on ${told}, when it is due`);
  expect(deploy.stdout).toContain('next: the next run of all users plans it');
  const json = JSON.parse((await run(['status', '--account', ACCOUNT, '--format', 'json'])).stdout) as {
    users: { userName: string; keys: Record<string, unknown>[] }[];
  };
  expect(json.users.find(({ userName }) => userName === 'two')?.keys[0]).toMatchObject({
    state: 'active',
    ageSeconds: expect.any(Number),
    lastUsed: { kind: 'used', service: 's3' },
    next: { text: expect.stringContaining('held: replace the key'), asOf: expect.stringMatching(/Z$/) },
  });
});

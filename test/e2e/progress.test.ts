import { expect, it } from 'vitest';
import { member } from '../support/world.ts';
import { daysAgo, memberWithKey, world } from './fixture.ts';

it('a run says how far it is and each change as it begins and ends, on standard error only', async () => {
  const other = member('222222222222', [{ name: 'mailer', keys: [{ createdAt: daysAgo(200) }] }]);
  const { run } = await world([memberWithKey(95), other]);
  const done = await run(['run', '--enforce', '--format', 'json']);
  const lines = done.stderr.split('\n');
  for (const n of [1, 2, 3]) expect(done.stderr).toMatch(new RegExp(`account ${n} of 3, [\\w-]+: [01] user`));
  const begun = lines.findIndex((line) => /Replacing key …\w{4} of deploy in account-111/.test(line));
  const ended = lines.findIndex((line) => /Replaced key …\w{4} of deploy in account-111/.test(line));
  expect(begun).toBeGreaterThanOrEqual(0);
  expect(ended).toBeGreaterThan(begun);
  expect(() => JSON.parse(done.stdout)).not.toThrow();
  // The unused key waits for its notice: what does not begin is not told of here.
  expect(done.stderr).not.toMatch(/ing key .* of mailer/);
  expect((await run(['run', '--enforce', '--quiet'])).stderr).not.toMatch(/account \d of|Replac/);
});

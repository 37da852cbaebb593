import { expect, it } from 'vitest';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day, use } from '../support/world.ts';

it('on an idle day after everybody was rotated once, almost nobody is read', async () => {
  const { sandbox, ledger } = office(users(30, () => 90));
  for (const today of [0, 1, 4, 8, 10, 11, 14, 18, 21, 22]) {
    sandbox.clock.set(day(today));
    await countedRun(sandbox, { ledger, processId: `d${today}` });
    for (const user of sandbox.world.iam.users(ACCOUNT)) {
      const keys = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: user.name });
      const last = keys.at(-1);
      if (last !== undefined) use(sandbox, last.id);
    }
  }
  const left = sandbox.world.iam
    .users(ACCOUNT)
    .map((user) => sandbox.world.iam.keys({ accountId: ACCOUNT, userName: user.name }).length);
  expect(new Set(left)).toEqual(new Set([1]));
  sandbox.clock.set(day(26));
  await countedRun(sandbox, { ledger, processId: 'd26' });
  sandbox.clock.set(day(27));
  const { calls, report } = await countedRun(sandbox, { ledger, processId: 'd27' });
  expect(report.decisions.map((d) => d.action)).toEqual(Array.from({ length: 30 }, () => 'none'));
  expect(calls.ListAccessKeys ?? 0).toBeLessThanOrEqual(5);
});

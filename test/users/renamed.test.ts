import { describe, expect, it } from 'vitest';
import { brief, gatesOf } from '../support/decisions-in-brief.ts';
import { ACCOUNT, lastUsed, REF, SECRET, world } from '../support/one-user.ts';
import { renameUser } from '../support/renamed-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day } from '../support/world.ts';

it('a user who was renamed keeps its secret, and a new user of the old name does not get it', async () => {
  const w = world();
  await runOn(w, [0, 4]);
  renameUser(w);
  const newKey = { createdAt: day(-90), lastUsed: { at: day(4), service: 's3', region: 'eu-west-1' } };
  w.sandbox.world.iam.addUser(ACCOUNT, { name: REF.userName, keys: [newKey] });
  const before = w.sandbox.world.secrets.value(SECRET);
  const report = await runOn(w, [...UP_TO_GRACE.slice(2), 11, 12]);
  expect(w.sandbox.world.secrets.value(SECRET)).toBe(before);
  expect(gatesOf(report.decisions.filter(({ userName }) => userName === 'app'))).toEqual(['secret-not-ours']);
  const renamed = w.sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app2' });
  expect(renamed.map(({ status }) => status)).toEqual(['Inactive', 'Active']);
});

describe('renamed', () => {
  it('a user renamed during the grace still gets its old key retired, or an ageing hold', async () => {
    const w = world();
    await runOn(w, [0, 4]);
    const keys = renameUser(w, { lastUsed });
    const r = await runOn(w, [8, 10, 11, 12, 20, 30]);
    const hold = r.decisions.find((d) => d.action === 'hold');
    expect
      .soft(
        !w.sandbox.world.iam
          .keys({ accountId: ACCOUNT, userName: 'app2' })
          .some(({ id, status }) => id === keys[0]?.id && status === 'Active') || hold?.escalated === true,
        brief(r).join(' | '),
      )
      .toBe(true);
  });
});

import { expect, it } from 'vitest';
import { ACCOUNT, gatesOf, REF, runOn, SECRET, UP_TO_GRACE, world } from '../hostile/support.ts';
import { day } from '../support/world.ts';

it('a user who was renamed keeps its secret, and a new user of the old name does not get it', async () => {
  const w = world();
  await runOn(w, [0, 4]);
  const { userId } = w.sandbox.world.iam.user(REF);
  const keys = w.sandbox.world.iam.keys(REF).map((key) => ({
    id: key.id,
    status: key.status,
    createdAt: key.createdAt,
    secret: w.sandbox.world.credentials.forKey(key.id).secretAccessKey,
  }));
  w.sandbox.world.iam.deleteUser(REF);
  w.sandbox.world.iam.addUser(ACCOUNT, { name: 'app2', userId, keys });
  const newKey = { createdAt: day(-90), lastUsed: { at: day(4), service: 's3', region: 'eu-west-1' } };
  w.sandbox.world.iam.addUser(ACCOUNT, { name: REF.userName, keys: [newKey] });
  const before = w.sandbox.world.secrets.value(SECRET);
  const report = await runOn(w, [...UP_TO_GRACE.slice(2), 11, 12]);
  expect(w.sandbox.world.secrets.value(SECRET)).toBe(before);
  expect(gatesOf(report.decisions.filter(({ userName }) => userName === 'app'))).toEqual(['secret-not-ours']);
  const renamed = w.sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app2' });
  expect(renamed.map(({ status }) => status)).toEqual(['Inactive', 'Active']);
});

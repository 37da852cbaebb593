import { expect, it } from 'vitest';
import { gatesOf } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { ACCOUNT, REF, statuses, world } from '../support/one-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { NOBODY_ADOPTS } from '../support/world.ts';

const withoutApp = { ...NOBODY_ADOPTS, scope: { ...NOBODY_ADOPTS.scope, users: ['somebody-else'] } };

const withoutAccount = {
  ...NOBODY_ADOPTS,
  scope: { ...NOBODY_ADOPTS.scope, excludeAccounts: [ACCOUNT] },
};

it.each([
  ['its user', withoutApp],
  ['its account', withoutAccount],
])('a stray is taken back after %s has left the scope', async (_what, settings) => {
  const w = world();
  faultOnce(w, (call) => call.operation === 'CreateAccessKey', { kind: 'lost-response' });
  await runOn(w, 0);
  expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  await runOn(w, [1, 2, 3, 13, 14], settings);
  expect(statuses(w.sandbox)).toEqual(['Active']);
});

it.each([
  ['its user', withoutApp],
  ['its account', withoutAccount],
])('an owner’s key is held, and said, after %s has left the scope', async (_what, settings) => {
  const w = world();
  await runOn(w, UP_TO_GRACE);
  const report = await runOn(w, [11, 12, 30], settings);
  expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  const [old] = w.sandbox.world.iam.keys(REF);
  expect(gatesOf(report.decisions.filter(({ keyId }) => keyId === old?.id))).toEqual(['scope']);
});

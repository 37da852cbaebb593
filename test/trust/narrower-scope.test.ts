import { expect, it } from 'vitest';
import {
  ACCOUNT,
  DEFAULT_SETTINGS,
  faultOnce,
  gatesOf,
  REF,
  runOn,
  statuses,
  UP_TO_GRACE,
  world,
} from '../hostile/support.ts';

const withoutApp = { ...DEFAULT_SETTINGS, scope: { ...DEFAULT_SETTINGS.scope, users: ['somebody-else'] } };
const withoutAccount = {
  ...DEFAULT_SETTINGS,
  scope: { ...DEFAULT_SETTINGS.scope, excludeAccounts: [ACCOUNT] },
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

import { expect, it } from 'vitest';
import { canarySummary } from '../../src/app/canary.ts';
import { forceRotation } from '../../src/app/force.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { days } from '../../src/domain/time.ts';
import { partsOf } from '../support/world.ts';
import { ACCOUNT, DEFAULT_SETTINGS, memoryOf, world } from './support.ts';

const order = { user: 'app', accountId: ACCOUNT as AccountId, why: 'y', enforce: true };

it('no order about an exempt user is kept (mutant force-refused)', async () => {
  const w = world();
  const settings = { ...DEFAULT_SETTINGS, exemptions: [{ users: ['app'] }] };
  await forceRotation(partsOf(w.sandbox, { ledger: w.ledger, settings }), order);
  expect((await memoryOf(w)).force).toBeUndefined();
});
it('an order that was carried out is kept no longer (mutant force-drop)', async () => {
  const w = world();
  await forceRotation(partsOf(w.sandbox, { ledger: w.ledger }), order);
  expect(w.sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app' })).toHaveLength(2);
  expect((await memoryOf(w)).force).toBeUndefined();
});
it('a canary that names no account of the organization was not scanned (mutant canary-scanned)', () => {
  const canary = { accounts: ['999999999999'], organizationalUnits: [], for: days(3) };
  expect(canarySummary(canary, { accounts: [], coverage: [], isFrozen: () => false })?.scanned).toBe(false);
});

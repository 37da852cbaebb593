import { describe, expect, it } from 'vitest';
import { isPlanned } from '../../src/app/apply.ts';
import type { Decision, Evidence } from '../../src/domain/decision.ts';
import type { ForceOrder } from '../../src/domain/memory.ts';
import { days, instant } from '../../src/domain/time.ts';
import { day, run } from '../support/world.ts';
import { memoryOf, REF, world } from './support.ts';

const base = {
  accountId: '111111111111',
  userId: 'u',
  userName: 'app',
  keyId: 'AKIA1',
  action: 'deactivate',
  reason: 'INSTALL_GRACE_PERIOD_END',
  evidence: [],
  clause: 'replacement-proven',
} as unknown as Decision;
const relaxed = (option: string): readonly Evidence[] => [{ kind: 'relaxed', option, clause: 'quiet' }];

describe('a saved plan allows', () => {
  it('an act only by the clause that it names (mutant apply-clause)', () => {
    expect(isPlanned(base, { ...base })).toBe(true);
    expect(isPlanned(base, { ...base, clause: 'named-of-two' })).toBe(false);
  });
  it('nothing that is relaxed now and was not then, nor the other way round (mutant apply-relaxed)', () => {
    expect(isPlanned(base, { ...base, evidence: relaxed('inUse.afterwards') })).toBe(false);
    expect(
      isPlanned({ ...base, evidence: relaxed('notice') }, { ...base, evidence: relaxed('inUse.afterwards') }),
    ).toBe(false);
    expect(
      isPlanned({ ...base, evidence: relaxed('notice') }, { ...base, evidence: relaxed('notice') }),
    ).toBe(true);
  });
  it('a warning of what it warns of (mutant apply-warning)', () => {
    const warning = { pending: 'delete', plannedFor: instant(1e12), step: days(1), kind: 'warning' } as const;
    const planned = { ...base, action: 'warn', warning } as Decision;
    expect(isPlanned(planned, { ...planned, warning: { ...warning, pending: 'deactivate' } })).toBe(false);
  });
});

it('an order about keys of which none is active any more is dropped (mutant force-void)', async () => {
  const w = world();
  const on = async (today: number) => {
    w.sandbox.clock.set(day(today));
    await run(w.sandbox, { ledger: w.ledger, processId: `d${today}` });
  };
  const { userId } = w.sandbox.world.iam.user(REF);
  const ref = { accountId: REF.accountId as never, userId: userId as never };
  const [key] = w.sandbox.world.iam.keys(REF);
  const now = instant(day(0));
  const lease = await w.ledger.acquireLease(ref, { holder: 'x', now, until: instant(day(0) + 60_000) });
  if (lease === undefined) throw new Error('no lease');
  const force: ForceOrder = { ...ref, keyIds: [key?.id as never], at: now, by: 'x', why: 'y' };
  await w.ledger.save(lease, now, { force });
  await w.ledger.releaseLease(lease);
  w.sandbox.world.iam.setKeyStatus(key?.id ?? '', 'Inactive');
  await on(1);
  expect((await memoryOf(w)).force).toBeUndefined();
});

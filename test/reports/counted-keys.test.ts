import { expect, it } from 'vitest';
import { keysOf } from '../../src/domain/key-facts.ts';
import type { Instant } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import { renderTable } from '../../src/report/table.ts';
import { exempt } from '../support/changed-settings.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { ACCOUNT, REF, statuses, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day } from '../support/world.ts';

it('a change that failed is counted as not made', async () => {
  const w = world();
  w.sandbox.faults.on(({ operation }) =>
    operation === 'CreateAccessKey'
      ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
      : undefined,
  );
  expect(renderTable(await runOn(w, 0), { width: 140 })).toContain('1 key: 1 due and not changed.');
});

it('a user on whom another run works is counted as not changed', async () => {
  const w = world();
  await runOn(w, -9);
  w.sandbox.clock.set(day(0));
  const { userId } = w.sandbox.world.iam.user(REF);
  await w.ledger.acquireLease({ accountId: ACCOUNT, userId } as never, {
    holder: 'other',
    now: day(0) as Instant,
    until: day(0.01) as Instant,
  });
  expect(renderTable(await runOn(w, 0), { width: 140 })).toContain('1 key: 1 due and not changed.');
});

it('an exempt user is counted as exempt on every day', async () => {
  const w = world();
  await runOn(w, 0);
  const seen: string[] = [];
  for (const d of [1, 2, 3, 4, 5]) {
    const { exemptUsers, exemptOverLimit } = totalsOf(await runOn(w, d, exempt(300)));
    seen.push(`${d} ${exemptUsers} ${exemptOverLimit}`);
  }
  expect(seen).toEqual(['1 1 1', '2 1 1', '3 1 1', '4 1 1', '5 1 1']);
});

it('a stray that this run switched off counts as inactive', async () => {
  const w = world();
  w.sandbox.faults.on((call) =>
    call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'lost-response' } : undefined,
  );
  await runOn(w, [0, 0.1, 1]);
  const report = await runOn(w, 2);
  expect(brief(report)).toContain('app repair DISCARDED_KEY done');
  expect(keysOf(report).map(({ status }) => status)).toEqual(statuses(w.sandbox).map((s) => s.toLowerCase()));
});

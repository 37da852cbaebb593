import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { standingOf } from '../../src/report/status-key.ts';
import { renderTable } from '../../src/report/table.ts';
import { memoryOf, REF, runOn, world } from '../hostile/support.ts';
import { day, use } from '../support/world.ts';
import { daily, order } from './support.ts';

describe('words', () => {
  it('status after a release', async () => {
    const w = world();
    await runOn(w, [0, 4, 8]);
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    await order(w, { kind: 'extend', until: day(60) as Instant });
    const report = await runOn(w, 11);
    w.sandbox.clock.set(day(11.2));
    await order(w, { kind: 'release' });
    const memory = await memoryOf(w);
    const key = memory.keys.find((k) => k.keyId === old);
    if (key === undefined) throw new Error('no key');
    const text = standingOf(key, { memory, now: day(11.3) as Instant, report }).next?.text;
    expect(text).toContain('the next whole run plans it');
  });
  it('a failed change is no act', async () => {
    const w = world();
    w.sandbox.faults.on((call) =>
      call.operation === 'CreateAccessKey'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    const report = await runOn(w, 0);
    const text = renderTable(report, { width: 140 });
    expect(text).not.toContain('1 acted on');
  });
});

describe('a release', () => {
  it('of a hold that is over takes back nothing that the owner was told', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    await runOn(w, [0, 1]);
    await order(w, { kind: 'extend', until: day(3) as Instant });
    let acted: number | undefined;
    for (const d of daily(2, 30)) {
      w.sandbox.clock.set(day(d) - 3600_000);
      if (d < 11) use(w.sandbox, old);
      w.sandbox.clock.set(day(d));
      if (d === 16) await order(w, { kind: 'release' }).catch(() => undefined);
      const report = await runOn(w, d);
      if (
        report.decisions.some(
          (x) => x.keyId === old && x.action === 'deactivate' && x.outcome?.status === 'done',
        )
      )
        acted ??= report.endedAt;
    }
    const told = (await memoryOf(w)).notices
      .filter((n) => n.keyId === old && n.pending === 'deactivate')
      .map((n) => n.plannedFor as number);
    expect(acted).toBeGreaterThanOrEqual(Math.max(...told));
  });
});

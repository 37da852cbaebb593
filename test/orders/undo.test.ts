import { describe, expect, it } from 'vitest';
import { undo } from '../../src/app/undo.ts';
import { type Duration, hours } from '../../src/domain/time.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { ACCOUNT, lastUsed, REF, statuses, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, partsOf } from '../support/world.ts';

describe('undo', () => {
  it('finds a user by name after it was deleted and made again', async () => {
    const w = world();
    await runOn(w, 0);
    w.sandbox.world.iam.deleteUser(REF);
    w.sandbox.world.iam.addUser(ACCOUNT, { name: 'app', keys: [{ createdAt: day(-89), lastUsed }] });
    await runOn(w, [1, 4, 8, 12]);
    await expect(
      undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'u' }), {
        user: 'app',
        length: hours(1) as Duration,
      }),
    ).resolves.toBeDefined();
  });

  it('of a retired unused key whose deactivation was lost-then-refused; and it does not lie forgotten', async () => {
    const w = world();
    const idle = w.sandbox.world.iam.addUser(ACCOUNT, { name: 'idle', keys: [{ createdAt: day(-200) }] });
    const ref = { accountId: ACCOUNT, userName: idle.name };
    await runOn(w, [0, 1, 4, 6]);
    faultOnce(
      w,
      (c) => c.operation === 'UpdateAccessKey',
      { kind: 'lost-response' },
      { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' },
    );
    await runOn(w, [7]);
    expect(statuses(w.sandbox, ref)).toEqual(['Inactive']);
    const r = await runOn(w, [8, 20, 60]);
    const mine = r.decisions.filter((d) => d.userName === 'idle');
    expect(mine.length === 0 || mine.some((d) => d.action !== 'none'), brief(r).join(' | ')).toBe(true);
  });
});

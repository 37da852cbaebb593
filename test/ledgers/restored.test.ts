import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { HOUR } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import type { HostMessage } from '../../src/ports/host.ts';
import { pauseAt } from '../support/before-a-call.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { memoryOf, SECRET, statuses, world } from '../support/one-user.ts';
import { day, memoryLedger, partsOf, run, use } from '../support/world.ts';

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  policy: { ...DEFAULT_SETTINGS.policy, adoption: 'not-required', notice: 'not-required' },
};

it('a ledger that knows nothing of a rotation gives it a grace of its own, and says so once', async () => {
  const w = world();
  await run(w.sandbox, { ledger: w.ledger, processId: 'd0', settings });
  expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  // The same ledger as it was before that day.
  const restored = memoryLedger(w.ledger.id);
  const said: HostMessage[] = [];
  const on = async (today: number) => {
    w.sandbox.clock.set(day(today));
    const parts = partsOf(w.sandbox, { ledger: restored, processId: `d${today}`, settings });
    await runOnce({ ...parts, host: { notify: (message) => said.push(message) } }, { enforce: true });
    return statuses(w.sandbox);
  };
  for (const today of [7, 8, 12, 16]) expect(await on(today), `day ${today}`).toEqual(['Active', 'Active']);
  expect(await on(18)).toEqual(['Inactive', 'Active']);
  expect(said.filter(({ code }) => code === 'LEDGER_BEHIND')).toHaveLength(1);
});

describe('a ledger restored from a backup that was made in the middle of a rotation', () => {
  it('does not give up the key that is the current value of the secret', async () => {
    const w0 = world();
    const folder = mkdtempSync(join(tmpdir(), 'review-'));
    const path = join(folder, 'ledger.sqlite');
    const backup = join(folder, 'backup.sqlite');
    const ledger = openSqliteLedger({ path, kind: 'rehearsal', newId: 'ledger-test' });
    const isProof = ({ body }: { body: string }) => body.includes('Action=GetCallerIdentity');
    let calls = 0;
    const wrap = pauseAt(
      (q) => isProof(q) && ++calls === 2,
      async () => {
        const db = new DatabaseSync(path);
        db.exec(`VACUUM INTO '${backup}'`);
        db.close();
      },
    );
    await runOnce(partsOf(w0.sandbox, { ledger, processId: 'first', wrap }), { enforce: true });
    const { AccessKeyId } = JSON.parse(w0.sandbox.world.secrets.value(SECRET) ?? '{}') as {
      AccessKeyId: string;
    };
    w0.sandbox.clock.advance(HOUR);
    const restored = openSqliteLedger({ path: backup, kind: 'rehearsal', newId: 'x' });
    const w = { ...w0, ledger: restored };
    expect((await memoryOf(w)).openSaga?.kind).toBe('rotate');
    expect(use(w.sandbox, AccessKeyId)).toBe(true);
    const r = await run(w.sandbox, { ledger: restored, processId: 'second' });
    expect(w.sandbox.world.iam.key(AccessKeyId).status, brief(r).join(' | ')).toBe('Active');
  });
});

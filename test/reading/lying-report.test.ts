import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instant } from '../../src/domain/time.ts';
import type { RawCredentialReport } from '../../src/ports/cloud.ts';
import { withReport } from '../support/changed-report.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day, use } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;

/** A report that shows nobody's keys; by its own word made ten years from now on the first day. */
const lying =
  (first: boolean) =>
  (real: RawCredentialReport): RawCredentialReport => {
    if (!real.usable) return real;
    const [header = '', ...rows] = real.content.trim().split('\n');
    const columns = header.split(',');
    const changed = rows.map((row) => {
      const cells = row.split(',');
      return cells
        .map((cell, at) => {
          const column = columns[at] ?? '';
          if (!column.startsWith('access_key_')) return cell;
          return column.endsWith('_active') ? 'false' : 'N/A';
        })
        .join(',');
    });
    const generatedAt = first ? instant(real.generatedAt + 3650 * DAY) : real.generatedAt;
    return { ...real, content: [header, ...changed].join('\n'), generatedAt };
  };

describe('a credential report that lies', () => {
  it('about a key that it does not show: the key is young, and the sweep finds it', async () => {
    const { sandbox, ledger } = office(users(12));
    await countedRun(sandbox, { ledger });
    let frozen: RawCredentialReport | undefined;
    sandbox.clock.set(day(1));
    const setup = (today: number) => ({ ledger, processId: `d${today}` });
    const lying = (today: number) => ({
      ...setup(today),
      parts: {
        cloud: withReport(sandbox, setup(today), (real) => {
          frozen ??= real;
          return frozen.usable ? { ...frozen, generatedAt: instant(sandbox.clock.now()) } : frozen;
        }),
      },
    });
    await countedRun(sandbox, lying(1));
    const hidden = sandbox.world.iam.addKey(
      { accountId: ACCOUNT, userName: 'user-0002' },
      { createdAt: day(1) },
    );
    let found: number | undefined;
    for (let today = 2; today <= 31 && found === undefined; today += 1) {
      sandbox.clock.set(day(today));
      const { report } = await countedRun(sandbox, lying(today));
      if (report.decisions.some((decision) => decision.keyId === hidden.id)) found = today;
    }
    expect(found).toBeLessThanOrEqual(31);
  });

  it('about a key that is due: its age comes from ListAccessKeys, and it is read whatever the row says', async () => {
    const { sandbox, ledger } = office(users(3, (index) => (index === 0 ? 80 : 5)));
    await countedRun(sandbox, { ledger });
    let frozen: RawCredentialReport | undefined;
    for (const today of [4, 7, 9, 10]) {
      sandbox.clock.set(day(today) - 2 * HOUR);
      for (const key of sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'user-0000' }))
        use(sandbox, key.id);
      sandbox.clock.set(day(today));
      const setup = { ledger, processId: `d${today}` };
      const cloud = withReport(sandbox, setup, (real) => {
        frozen ??= real;
        return frozen.usable ? { ...frozen, generatedAt: instant(sandbox.clock.now()) } : frozen;
      });
      await countedRun(sandbox, { ...setup, parts: { cloud } });
    }
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'user-0000' })).toHaveLength(2);
  });

  it('with columns that nobody knows yet: they are no change and no obstacle', async () => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const setup = { ledger, processId: 'second' };
    const cloud = withReport(sandbox, setup, (real) => {
      if (!real.usable) return real;
      const [header = '', ...rows] = real.content.split('\n');
      const widened = rows.map((row, index) => (row === '' ? row : `${row},new-${index}`));
      return { ...real, content: [`${header},passkey_active`, ...widened].join('\n') };
    });
    const { calls } = await countedRun(sandbox, { ...setup, parts: { cloud } });
    expect(listed(calls)).toBeLessThanOrEqual(3);
  });
});

it.each([
  ['a report that tells the right time', false],
  ['a report that says it was made in ten years', true],
])('%s hides keys that are due for no longer than the sweep', async (_name, fromTheFuture) => {
  const { sandbox, ledger } = office(users(120, () => 85));
  const seen = new Set<string>();
  for (let today = 0; today <= 32; today += 1) {
    sandbox.clock.set(day(today));
    const setup = { ledger, processId: `d${today}` };
    const cloud = withReport(sandbox, setup, lying(fromTheFuture && today === 0));
    const { report } = await countedRun(sandbox, { ...setup, parts: { cloud } });
    for (const decision of report.decisions) seen.add(decision.userName);
  }
  expect(seen.size).toBe(120);
});

import { expect, it } from 'vitest';
import { DAY, instant } from '../../src/domain/time.ts';
import type { RawCredentialReport } from '../../src/ports/cloud.ts';
import { withReport } from '../support/changed-report.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { day } from '../support/world.ts';

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

import { describe, expect, it } from 'vitest';
import { HOUR, instant } from '../../src/domain/time.ts';
import type { RawCredentialReport } from '../../src/ports/cloud.ts';
import { withReport } from '../support/changed-report.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { day } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;

function usableAs(content: string): (real: RawCredentialReport) => RawCredentialReport {
  return (real) => (real.usable ? { ...real, content } : real);
}

describe('when the credential report is no help, everybody is read', () => {
  const cases: readonly [string, (real: RawCredentialReport) => RawCredentialReport][] = [
    ['it cannot be made', () => ({ usable: false, why: 'GenerateCredentialReport: LimitExceeded' })],
    ['it is a web page', usableAs('<html><body>Service Unavailable</body></html>')],
    ['it is empty', usableAs('')],
    ['it has columns of an unknown format', usableAs('name,key\nuser-0001,yes\n')],
    [
      'it is cut off in the middle of a row',
      (real) => (real.usable ? { ...real, content: real.content.slice(0, -60) } : real),
    ],
    [
      'it is from yesterday',
      (real) => (real.usable ? { ...real, generatedAt: instant(real.generatedAt - 24 * HOUR) } : real),
    ],
  ];
  it.each(cases)('%s', async (_name, change) => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const setup = { ledger, processId: 'second' };
    const cloud = withReport(sandbox, setup, change);
    const { calls, report } = await countedRun(sandbox, { ...setup, parts: { cloud } });
    expect(listed(calls)).toBe(20);
    expect(report.decisions).toHaveLength(20);
    expect(report.complete).toBe(true);
  });

  it('it is denied to the role', async () => {
    const { sandbox, ledger } = office(users(20));
    sandbox.faults.on((call) =>
      call.operation.endsWith('CredentialReport')
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'not allowed' }
        : undefined,
    );
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const { calls, report } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(listed(calls)).toBe(20);
    expect(report.complete).toBe(true);
  });
});

import type { AccountCoverage } from '../domain/coverage.ts';
import { counted } from '../messages/wording.ts';
import { byText } from './ordering.ts';

/** The coverage as one line: `12 accounts: 10 scanned, 1 excluded (the account is SUSPENDED), 1 failed (ROLE_NOT_ASSUMABLE)`. */
export function coverageText(coverage: readonly AccountCoverage[]): string {
  const scanned = coverage.filter((entry) => entry.outcome === 'scanned');
  const excluded = coverage.filter((entry) => entry.outcome === 'excluded');
  const failed = coverage.filter((entry) => entry.outcome === 'failed');
  const users = scanned.reduce((sum, entry) => sum + entry.failedUsers.length, 0);
  const parts = [
    `${scanned.length} scanned`,
    ...(users === 0 ? [] : [`${counted(users, 'user')} in them failed`]),
    ...(excluded.length === 0
      ? []
      : [
          withCauses(
            'excluded',
            excluded.map((entry) => entry.why),
          ),
        ]),
    ...(failed.length === 0
      ? []
      : [
          withCauses(
            'failed',
            failed.map((entry) => entry.code),
          ),
        ]),
  ];
  return `${counted(coverage.length, 'account')}: ${parts.join(', ')}`;
}

/** One cause is given as it is; several are counted, most frequent first. */
function withCauses(outcome: string, causes: readonly string[]): string {
  const counts = [...Map.groupBy(causes, (cause) => cause)].map(([cause, all]) => ({
    cause,
    count: all.length,
  }));
  counts.sort((a, b) => b.count - a.count || byText(a.cause, b.cause));
  const only = counts.length === 1;
  const listed = counts.map(({ cause, count }) => (only ? cause : `${count} × ${cause}`));
  return `${causes.length} ${outcome} (${listed.join('; ')})`;
}

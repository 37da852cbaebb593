import type { AccountCoverage } from '../domain/coverage.ts';
import { type KeyNaming, withMaskedKeys } from '../messages/key-name.ts';
import { counted, sentence } from '../messages/wording.ts';
import { hangingLines, oneLine, wrapTo } from './line-text.ts';
import { byText, byTrouble } from './ordering.ts';
import { type Painter, PLAIN_PAINTER } from './painter.ts';

/** How the coverage is written; without a width, lines are as long as they are. */
export interface CoverageOptions extends KeyNaming {
  readonly width?: number;
  readonly painter?: Painter;
}

/** The coverage for a terminal: the statement, and under it everything that failed and the way out of it. No line break at the end. */
export function coverageText(coverage: readonly AccountCoverage[], options: CoverageOptions = {}): string {
  const { width = Infinity, painter = PLAIN_PAINTER } = options;
  const failures = [...coverage].sort(byTrouble).flatMap((entry) => failureTexts(entry, options));
  return [
    ...wrapTo(oneLine(coverageStatement(coverage)), width).map(painter.bold),
    ...failures.flatMap((text) => hangingLines('  ', text, width).map(painter.red)),
  ].join('\n');
}

/** The coverage as one line: `12 accounts: 10 scanned, 1 excluded (the account is SUSPENDED), 1 failed (ROLE_NOT_ASSUMABLE)`. */
export function coverageStatement(coverage: readonly AccountCoverage[]): string {
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

function failureTexts(entry: AccountCoverage, naming: KeyNaming): readonly string[] {
  const told = (why: string): string => sentence(withMaskedKeys(why, naming));
  if (entry.outcome === 'excluded') return [];
  if (entry.outcome === 'failed') {
    const { name, accountId, code, why, next } = entry;
    return [`failed: ${name} (${accountId}), ${code}: ${told(why)} ${sentence(next)}`];
  }
  return [...entry.failedUsers]
    .sort((a, b) => byText(a.userName, b.userName))
    .map((user) => `failed: ${user.userName} in ${entry.name}, ${user.code}: ${told(user.why)}`);
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

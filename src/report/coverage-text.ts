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

/** The coverage for a terminal: the statement, and under it everything that failed and its fix. No line break at the end. */
export function coverageText(coverage: readonly AccountCoverage[], options: CoverageOptions = {}): string {
  const { width = Infinity, painter = PLAIN_PAINTER } = options;
  const failures = alikeTogether([...coverage].sort(byTrouble)).flatMap((alike) =>
    failureTexts(alike, options),
  );
  return [
    ...wrapTo(oneLine(coverageStatement(coverage)), width).map(painter.bold),
    ...failures.flatMap((text) => hangingLines('  ', text, width).map(painter.red)),
    ...noteTexts(coverage, options).flatMap((text) => hangingLines('  ', text, width).map(painter.dim)),
  ].join('\n');
}

/** What could not be looked at, each once with the accounts that it is about. */
function noteTexts(coverage: readonly AccountCoverage[], naming: KeyNaming): readonly string[] {
  const noted = coverage.flatMap((entry) =>
    entry.outcome === 'scanned' && entry.note !== undefined ? [{ entry, note: entry.note }] : [],
  );
  return [...Map.groupBy(noted, ({ note }) => note)].map(([note, all]) => {
    const accounts = all.map(({ entry }) => entry).sort((a, b) => byText(a.name, b.name));
    return `note: ${namesOf(accounts)}: ${sentence(withMaskedKeys(note, naming))}`;
  });
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

/** As many accounts that failed for the same reason are named; what is to be said of them is said once. */
const MOST_NAMED = 3;

/** Accounts that failed alike, and have the same fix: a run that was stopped leaves hundreds of them. */
function alikeTogether(coverage: readonly AccountCoverage[]): readonly (readonly AccountCoverage[])[] {
  const cause = (entry: AccountCoverage): string =>
    entry.outcome === 'failed' ? JSON.stringify([entry.code, entry.why, entry.next]) : entry.accountId;
  return [...Map.groupBy(coverage, cause).values()];
}

function failureTexts(alike: readonly AccountCoverage[], naming: KeyNaming): readonly string[] {
  const [entry] = alike;
  if (entry === undefined) return [];
  const told = (why: string): string => sentence(withMaskedKeys(why, naming));
  if (entry.outcome === 'excluded') return [];
  if (entry.outcome === 'failed') {
    const { code, why, next } = entry;
    return [`failed: ${namesOf(alike)}, ${code}: ${told(why)} ${sentence(next)}`];
  }
  return [...entry.failedUsers]
    .sort((a, b) => byText(a.userName, b.userName))
    .map((user) => `failed: ${user.userName} in ${entry.name}, ${user.code}: ${told(user.why)}`);
}

function namesOf(accounts: readonly AccountCoverage[]): string {
  const named = accounts.slice(0, MOST_NAMED).map(({ name, accountId }) => `${name} (${accountId})`);
  const more = accounts.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${counted(more, 'more account')}` : named.join(', ');
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

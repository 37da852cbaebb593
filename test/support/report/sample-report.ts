import type { AccountCoverage } from '../../../src/domain/coverage.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import type { ReportedDecision, RunReport } from '../../../src/domain/report.ts';
import type { RunSummary } from '../../../src/domain/run-summary.ts';
import { DAY, MINUTE, plus } from '../../../src/domain/time.ts';
import { sampleAdvice } from './sample-advice.ts';
import { SAMPLE_CHANGES, SAMPLE_HOLDS } from './sample-busy.ts';
import { SAMPLE_EXEMPTIONS } from './sample-exemptions.ts';
import { SAMPLE_NOW, type SampleAccount, sampleDecision } from './sample-keys.ts';
import { quietKeys } from './sample-quiet.ts';

const NAMES = [
  'Payments production',
  'Payments staging',
  'Shared services',
  'Data platform',
  'Web platform',
  'Web platform (staging)',
  'Customer support tools',
  'Machine learning',
  'Network hub',
  'Security tooling',
] as const;

const ACCOUNTS: readonly SampleAccount[] = NAMES.map((name, index) => ({
  id: String(111_122_223_333 + index * 7_919_000_101).padStart(12, '0'),
  name,
}));

/** A run over 12 accounts with every kind of decision, outcome and coverage; incomplete, as real runs often are. */
export function sampleReport(changes: Partial<RunReport> = {}): RunReport {
  return {
    schema: 'keyturn/run/v1',
    runId: '7c1b0d52-3a57-4a45-9f0e-2f7c5d1e8a90',
    startedAt: plus(SAMPLE_NOW, -4 * MINUTE),
    endedAt: SAMPLE_NOW,
    enforce: true,
    rehearsal: false,
    caller: { accountId: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/KeyturnHub/run' },
    organizationId: 'o-exampleorg',
    ledgerId: 'ledger-2f9c',
    coverage: sampleCoverage(),
    decisions: ACCOUNTS.flatMap(decisionsOf),
    exemptions: SAMPLE_EXEMPTIONS,
    advice: ACCOUNTS.slice(3, 4).flatMap(sampleAdvice),
    trend: sampleHistory(),
    notices: { queued: 14, accepted: 12, waiting: 2 },
    complete: false,
    exitCode: 2,
    ...changes,
  };
}

/** The same as a dry run in which everything was read. */
export function samplePlan(): RunReport {
  const report = sampleReport();
  const coverage = report.coverage.flatMap((entry) => {
    if (entry.outcome === 'failed') return [];
    return [entry.outcome === 'scanned' ? { ...entry, failedUsers: [] } : entry];
  });
  const decisions = report.decisions.map(({ outcome: _outcome, ...decision }) => decision);
  return { ...report, coverage, decisions, enforce: false, complete: true, exitCode: 0 };
}

/** Daily summaries of the weeks before the sample run: a backlog that shrinks, with one bad day. */
export function sampleHistory(count = 60): readonly RunSummary[] {
  return Array.from({ length: count }, (_, index) => {
    const startedAt = plus(SAMPLE_NOW, -(count - index) * DAY);
    const done = [6, 9, 4, 7, 2, 3, 1][(index * 5) % 7] ?? 0;
    const hold = Math.max(3, Math.round(22 - index / 3));
    const rotate = Math.max(1, done - 2);
    return {
      runId: `run-${index}`,
      startedAt,
      endedAt: plus(startedAt, 3 * MINUTE),
      enforce: index > 13,
      accounts: { scanned: 11, excluded: 1, failed: index === 31 ? 2 : 0 },
      decisions: { rotate, deactivate: 1, delete: 1, warn: 4, hold, repair: 0, none: 40 },
      done: index > 13 ? done : 0,
      failed: index === 44 ? 1 : 0,
      complete: index !== 31,
      // Summaries of earlier versions did not count these.
      ...(index < 5 ? {} : { overLimit: Math.max(4, Math.round(31 - index / 2.4)), keys: 61 + (index % 3) }),
    };
  });
}

function decisionsOf(account: SampleAccount, index: number): readonly ReportedDecision[] {
  const held = (SAMPLE_HOLDS[account.name] ?? []).map((sample) => sampleDecision(account, sample));
  const changes = (SAMPLE_CHANGES[account.name] ?? []).map((sample) => sampleDecision(account, sample));
  const quiet = quietKeys(index, index < 5 ? 2 + index : index).map((key) => sampleDecision(account, key));
  return [...quiet, ...held, ...changes];
}

function sampleCoverage(): readonly AccountCoverage[] {
  const scanned = ACCOUNTS.map((account, index): AccountCoverage => {
    const keys = decisionsOf(account, index).length;
    const failedUsers =
      account.name === 'Shared services'
        ? [
            {
              userName: 'dns-updater',
              code: 'PROOF_FAILED',
              why: 'The new key was not proven to work: AWS did not accept the key within two minutes.',
            },
          ]
        : [];
    return {
      accountId: account.id as AccountId,
      name: account.name,
      outcome: 'scanned',
      users: keys + 4 + index * 3,
      usersWithKeys: keys,
      failedUsers,
    };
  });
  return [
    ...scanned,
    {
      accountId: '444455556666' as AccountId,
      name: 'Old sandbox',
      outcome: 'excluded',
      why: 'the account is SUSPENDED',
    },
    {
      accountId: '777788889999' as AccountId,
      name: 'Acquired company',
      outcome: 'failed',
      code: 'ROLE_NOT_ASSUMABLE',
      why: 'The role KeyturnRead of account 777788889999 cannot be assumed (AccessDenied).',
      next: 'Deploy the member role there, or name the account under scope.excludeAccounts.',
    },
  ];
}

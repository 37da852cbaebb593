import type { Advice } from '../../../src/domain/advice.ts';
import { type AccountCoverage, isComplete } from '../../../src/domain/coverage.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import type { ReportedDecision, RunReport } from '../../../src/domain/report.ts';
import { DAY, days, type Instant, plus } from '../../../src/domain/time.ts';
import { manyKeysOf } from './many-keys.ts';
import { SAMPLE_EXEMPTIONS } from './sample-exemptions.ts';
import { SAMPLE_NOW, type SampleAccount } from './sample-keys.ts';
import { sampleHistory } from './sample-report.ts';
import { seededRandom } from './seeded.ts';

/** How large the made-up organization is. */
export interface ManyUsers {
  readonly users: number;
  readonly accounts?: number;
  readonly seed?: number;
}

/** A run over an organization of any size: the same for the same seed, with a share of everything that real ones have. */
export function reportOfManyUsers({
  users,
  accounts = Math.ceil(users / 100),
  seed = 1,
}: ManyUsers): RunReport {
  const random = seededRandom(seed);
  const all = Array.from({ length: accounts }, (_, index) => accountOf(index));
  const decisions = Array.from({ length: users }, (_, index) => {
    const account = all[index % all.length] ?? accountOf(0);
    return manyKeysOf(account, index, random);
  }).flat();
  const coverage = all.map((account, index) => coverageOf(account, index, decisions));
  const complete = isComplete(coverage);
  return {
    schema: 'keyturn/run/v1',
    runId: '0d4f9f0e-7a52-4a3f-9a55-6a0f1d4c2b11',
    startedAt: plus(SAMPLE_NOW, -80_000),
    endedAt: SAMPLE_NOW,
    enforce: true,
    rehearsal: false,
    caller: { accountId: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/KeyturnHub/run' },
    organizationId: 'o-exampleorg',
    ledgerId: 'ledger-2f9c',
    coverage,
    decisions,
    exemptions: SAMPLE_EXEMPTIONS,
    advice: decisions.flatMap((decision) => adviceOf(decision, random)),
    trend: sampleHistory(400),
    notices: { queued: 310, accepted: 300, waiting: 10 },
    complete,
    exitCode: complete ? 0 : 2,
  };
}

function accountOf(index: number): SampleAccount {
  const kinds = ['production', 'staging', 'development', 'shared'];
  const teams = ['payments', 'search', 'web', 'data', 'mobile', 'identity', 'billing'];
  const name = `${teams[index % teams.length]}-${kinds[index % kinds.length]}-${String(index + 1).padStart(3, '0')}`;
  return { id: String(100_000_000_000 + index * 7_919_001).padStart(12, '0'), name };
}

function coverageOf(
  account: SampleAccount,
  index: number,
  decisions: readonly ReportedDecision[],
): AccountCoverage {
  const place = { accountId: account.id as AccountId, name: account.name };
  const own = decisions.filter(({ accountId }) => accountId === account.id);
  const failed = own.filter(({ outcome }) => outcome?.status === 'failed');
  if (own.length === 0 && index > 0)
    return { ...place, outcome: 'excluded', why: 'the account is SUSPENDED' };
  const users = new Set(own.map(({ userId }) => userId)).size;
  return {
    ...place,
    outcome: 'scanned',
    users: users + 3,
    usersWithKeys: users,
    failedUsers: failed.map(({ userName }) => ({
      userName,
      code: 'PROOF_FAILED',
      why: 'The new key was not proven to work.',
    })),
  };
}

function adviceOf(decision: ReportedDecision, random: () => number): readonly Advice[] {
  const { accountId, accountName, userId, userName, keyId } = decision;
  const about = { accountId, accountName, userId, userName };
  const chance = random();
  if (chance < 0.03) return [{ ...about, keyId, kind: 'unused-key', age: days(200) }];
  if (chance < 0.06)
    return [
      {
        ...about,
        keyId,
        kind: 'one-service',
        service: 'lambda',
        region: 'eu-west-1',
        observations: 5 + Math.floor(chance * 1000),
        observedSince: plus(SAMPLE_NOW, -60 * DAY),
      },
    ];
  if (chance < 0.08) return [{ ...about, keyId, kind: 'human-console-user', mfa: chance < 0.07 }];
  if (chance > 0.01 && chance < 0.09)
    return [{ ...about, kind: 'abandoned-user', createdAt: (SAMPLE_NOW - 900 * DAY) as Instant }];
  return [];
}

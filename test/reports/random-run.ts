import fc from 'fast-check';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import type { ReportedDecision, RunReport } from '../../src/domain/report.ts';
import { DAY, type Duration, days, HOUR, type Instant, plus } from '../../src/domain/time.ts';
import { SAMPLE_NOW, sampleKeyId } from '../support/report/sample-keys.ts';
import { sampleReport } from '../support/report/sample-report.ts';

const ACCOUNTS = ['111122223333', '444455556666', '777788889999'] as const;

type Warning = NonNullable<ReportedDecision['warning']>;

type Shape = Pick<ReportedDecision, 'action' | 'reason'> & Partial<ReportedDecision>;

const ahead = (count: number): Instant => plus(SAMPLE_NOW, count * DAY + 5 * HOUR);

const warns = (pending: 'rotate' | 'deactivate' | 'delete', count: number): Warning => ({
  pending,
  plannedFor: ahead(count),
  step: days(7),
  kind: 'warning',
});

/** One of everything that a run can say of a key. */
const SHAPES: readonly Shape[] = [
  { action: 'none', reason: 'KEY_WITHIN_LIMITS', due: ahead(40) },
  { action: 'none', reason: 'EXEMPT' },
  { action: 'none', reason: 'INACTIVE_KEY_LEFT_ALONE', keyStatus: 'inactive' },
  { action: 'none', reason: 'KEY_PENDING_DEACTIVATION', due: ahead(3) },
  { action: 'none', reason: 'KEY_PENDING_DEACTIVATION', due: ahead(4), unheard: true },
  { action: 'none', reason: 'KEY_PENDING_DELETION', due: ahead(9), keyStatus: 'inactive' },
  { action: 'warn', reason: 'KEY_PENDING_ROTATION', due: ahead(6), warning: warns('rotate', 6) },
  { action: 'warn', reason: 'KEY_PENDING_EXPIRATION_CONFLICT', due: ahead(5), warning: warns('rotate', 5) },
  { action: 'warn', reason: 'KEY_PENDING_DEACTIVATION', due: ahead(7), warning: warns('deactivate', 7) },
  {
    action: 'warn',
    reason: 'KEY_PENDING_DEACTIVATION',
    due: ahead(8),
    warning: warns('deactivate', 8),
    unheard: true,
  },
  { action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', due: ahead(-2) },
  { action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', due: ahead(-2), outcome: { status: 'done' } },
  { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END', outcome: { status: 'done' } },
  { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END', outcome: { status: 'stale' } },
  {
    action: 'delete',
    reason: 'RECOVER_GRACE_PERIOD_END',
    keyStatus: 'inactive',
    outcome: { status: 'done' },
  },
  { action: 'repair', reason: 'DISCARDED_KEY', repair: 'discard-delete', outcome: { status: 'done' } },
  {
    action: 'hold',
    reason: 'INSTALL_GRACE_PERIOD_END',
    held: 'deactivate',
    objections: [{ gate: 'notice', state: 'blocked', detail: 'no notice was sent yet' }],
    escalated: true,
  },
  {
    action: 'hold',
    reason: 'INSTALL_GRACE_PERIOD_END',
    held: 'deactivate',
    objections: [{ gate: 'quiet', state: 'blocked', until: ahead(2), announcesAnew: true, detail: 'used' }],
  },
  {
    action: 'hold',
    reason: 'RECOVER_GRACE_PERIOD_END',
    held: 'delete',
    objections: [{ gate: 'soak', state: 'waiting', until: ahead(1), detail: 'recovery grace' }],
  },
];

/** What is drawn of one decision. */
export interface Draw {
  readonly place: number;
  readonly shape: Shape;
  readonly ageHours: number;
  /** The run takes its time between deciding about a key and its own end. */
  readonly decidedHoursBefore: number;
  readonly knows: 'all' | 'no-evidence' | 'no-creation' | 'nothing';
}

/** Keys come twice now and then, with another decision: what was done, and what is planned after it. */
export const drawn: fc.Arbitrary<Draw> = fc.record({
  place: fc.nat({ max: 14 }),
  shape: fc.constantFrom(...SHAPES),
  ageHours: fc.integer({ min: 0, max: 24 * 200 }),
  decidedHoursBefore: fc.constantFrom(0, 1, 5),
  knows: fc.constantFrom('all', 'no-evidence', 'no-creation', 'nothing'),
});

function isDone({ outcome }: Shape): boolean {
  return outcome?.status === 'done';
}

/** The decision that was drawn. */
export function decisionOf(draw: Draw): ReportedDecision {
  const { place, shape, ageHours, decidedHoursBefore, knows } = draw;
  const keyId = sampleKeyId(place + 1) as AccessKeyId;
  const accountId = ACCOUNTS[place % 3] as AccountId;
  const age = Math.max(0, ageHours - decidedHoursBefore) * HOUR;
  const evidence =
    knows === 'no-evidence' || knows === 'nothing'
      ? []
      : [{ kind: 'key-age', keyId, age: age as Duration, limit: days(90) } as const];
  const created =
    knows === 'no-creation' || knows === 'nothing' ? undefined : plus(SAMPLE_NOW, -ageHours * HOUR);
  return {
    accountId,
    accountName: `account-${place % 3}`,
    userId: `AIDAUSER${place % 7}` as UserId,
    userName: `user-${place % 7}`,
    keyId,
    keyStatus: 'active',
    evidence,
    ...(created === undefined ? {} : { createdAt: created }),
    ...(knows === 'nothing' ? {} : { limit: days(90) }),
    ...shape,
  };
}

/** A run of drawn decisions in three accounts. */
export const report: fc.Arbitrary<RunReport> = fc
  .record({
    draws: fc.uniqueArray(drawn, {
      maxLength: 30,
      selector: ({ place, shape }) => `${place} ${isDone(shape)}`,
    }),
    enforce: fc.boolean(),
  })
  .map(({ draws, enforce }) =>
    sampleReport({
      // Of one key all decisions know the same.
      decisions: draws.map((draw) => {
        const first = draws.find(({ place }) => place === draw.place) ?? draw;
        return decisionOf({ ...first, shape: draw.shape });
      }),
      enforce,
      complete: true,
      exitCode: 0,
      advice: [],
      exemptions: [],
      trend: [],
      coverage: ACCOUNTS.map((accountId, index) => ({
        accountId: accountId as AccountId,
        name: `account-${index}`,
        outcome: 'scanned' as const,
        users: 7,
        usersWithKeys: 7,
        failedUsers: [],
      })),
    }),
  );

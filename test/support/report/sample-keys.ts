import type { KeyStatus, LastUsed } from '../../../src/domain/access-key.ts';
import type { Evidence, Objection } from '../../../src/domain/decision.ts';
import type { AccessKeyId, AccountId, UserId } from '../../../src/domain/ids.ts';
import type { ReportedDecision } from '../../../src/domain/report.ts';
import {
  DAY,
  type Duration,
  days,
  HOUR,
  type Instant,
  parseInstant,
  plus,
} from '../../../src/domain/time.ts';

/** The end of the sample run. */
export const SAMPLE_NOW: Instant = parseInstant('2026-06-30T13:04:12Z') ?? (0 as Instant);

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A made-up key id, always the same for the same number; it belongs to nobody. */
export function sampleKeyId(seed: number): AccessKeyId {
  let state = seed * 2_654_435_761 + 12_345;
  let id = 'AKIA';
  for (let index = 0; index < 16; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    id += LETTERS[Math.floor(state / 65_536) % LETTERS.length] ?? 'A';
  }
  return id as AccessKeyId;
}

/** What a sample decision is made from; everything else follows. */
export interface SampleKey extends Partial<Omit<ReportedDecision, 'keyId' | 'evidence'>> {
  readonly seed: number;
  /** Where thousands of keys must differ: by default the id follows from the seed. */
  readonly id?: AccessKeyId;
  readonly user: string;
  /** Age of the key in days. */
  readonly age: number;
  readonly action: ReportedDecision['action'];
  readonly reason: ReportedDecision['reason'];
  readonly lastUsed?: LastUsed;
  readonly more?: readonly Evidence[];
}

/** An account of the sample organization. */
export interface SampleAccount {
  readonly id: string;
  readonly name: string;
}

/** One reported decision of the sample. */
export function sampleDecision(account: SampleAccount, sample: SampleKey): ReportedDecision {
  const { seed, id, user, age, lastUsed, more, ...rest } = sample;
  const keyId = id ?? sampleKeyId(seed);
  const userId = `AIDA${sampleKeyId(seed + 7_000).slice(4)}` as UserId;
  const ageEvidence: Evidence = { kind: 'key-age', keyId, age: days(age), limit: days(90) };
  const useEvidence: readonly Evidence[] =
    lastUsed === undefined ? [] : [{ kind: 'last-used', keyId, lastUsed }];
  return {
    accountId: account.id as AccountId,
    accountName: account.name,
    userId,
    userName: user,
    keyId,
    createdAt: plus(SAMPLE_NOW, -age * DAY),
    keyStatus: statusOf(sample),
    limit: days(90),
    evidence: [ageEvidence, ...useEvidence, ...(more ?? [])],
    ...rest,
  };
}

/** The status that IAM reported before the run, as the reason tells it. */
function statusOf({ reason, action }: SampleKey): KeyStatus {
  const inactive = action === 'delete' || reason === 'KEY_PENDING_DELETION' || reason.startsWith('INACTIVE_');
  return inactive ? 'inactive' : 'active';
}

/** A use so many hours ago. */
export function usedHoursAgo(count: number, service = 's3', region = 'eu-west-1'): LastUsed {
  return { kind: 'used', at: plus(SAMPLE_NOW, -count * HOUR), service, region };
}

/** So many days from the sample's now; negative for the past. */
export function inDays(count: number): Instant {
  return plus(SAMPLE_NOW, count * DAY);
}

/** A hold with its objections. */
export function heldBy(...objections: readonly Objection[]): Pick<ReportedDecision, 'action' | 'objections'> {
  return { action: 'hold', objections };
}

/** A warning of a change in so many days. */
export function warningOf(
  pending: 'rotate' | 'deactivate' | 'delete',
  inSoManyDays: number,
  kind: 'warning' | 'extended' = 'warning',
): Pick<ReportedDecision, 'action' | 'warning' | 'due'> {
  const plannedFor = inDays(inSoManyDays);
  const step = days(Math.max(1, Math.ceil(inSoManyDays))) as Duration;
  return { action: 'warn', due: plannedFor, warning: { pending, plannedFor, step, kind } };
}

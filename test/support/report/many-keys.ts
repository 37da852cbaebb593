import type { AccessKeyId, UserId } from '../../../src/domain/ids.ts';
import type { ReportedDecision } from '../../../src/domain/report.ts';
import { DAY, days } from '../../../src/domain/time.ts';
import {
  heldBy,
  inDays,
  type SampleAccount,
  type SampleKey,
  sampleDecision,
  usedHoursAgo,
  warningOf,
} from './sample-keys.ts';

const PURPOSES = [
  'deploy',
  'backup',
  'export',
  'metrics',
  'terraform',
  'sftp',
  'mailer',
  'etl',
  'ci',
  'vendor',
];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DONE = { outcome: { status: 'done' } } as const;

/** The keys of one made-up user: mostly one within its limits, sometimes two, and a share of everything else. */
export function manyKeysOf(
  account: SampleAccount,
  index: number,
  random: () => number,
): readonly ReportedDecision[] {
  const user = `svc-${PURPOSES[index % PURPOSES.length]}-${String(index).padStart(5, '0')}`;
  const seed = index * 3 + 50_000;
  const first = decisionOf(account, { seed, user, chance: random(), spread: random() });
  // Two keys of one user are one person's: they share its id.
  if (random() > 0.3) return [first];
  const second = quiet({ seed: seed + 1, user, age: Math.floor(random() * 80) });
  return [first, { ...keyDecision(account, second), userId: first.userId }];
}

/** A decision whose ids are its own, however many there are. */
function keyDecision(account: SampleAccount, key: SampleKey): ReportedDecision {
  const decision = sampleDecision(account, { ...key, id: `AKIA${ownText(key.seed)}` as AccessKeyId });
  return { ...decision, userId: `AIDA${ownText(key.seed)}` as UserId };
}

/** Sixteen characters that no other number has: an odd factor makes neighbours look different and loses nothing. */
function ownText(seed: number): string {
  const scrambled = (BigInt(seed) * 0x9e3779b97f4a7c15n) & ((1n << 80n) - 1n);
  return Array.from(
    { length: 16 },
    (_, place) => LETTERS[Number((scrambled >> BigInt(place * 5)) & 31n)],
  ).join('');
}

interface Draw {
  readonly seed: number;
  readonly user: string;
  readonly chance: number;
  readonly spread: number;
}

function decisionOf(account: SampleAccount, draw: Draw): ReportedDecision {
  const decision = keyDecision(account, keyOf(draw));
  if (draw.chance > 0.1) return decision;
  // Some users have a policy of their own.
  const limit = days(60);
  return { ...decision, limit, policySource: { override: 'vendors' } };
}

function keyOf({ seed, user, chance, spread }: Draw): SampleKey {
  const about = { seed, user };
  if (chance < 0.06) return held(about, spread);
  if (chance < 0.14)
    return { ...about, age: 91, action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', due: inDays(-1), ...DONE };
  if (chance < 0.145) {
    const outcome = {
      status: 'failed',
      code: 'PROOF_FAILED',
      why: 'The new key was not proven to work.',
    } as const;
    return { ...about, age: 95, action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', due: inDays(-2), outcome };
  }
  if (chance < 0.2)
    return {
      ...about,
      age: 101,
      reason: 'KEY_PENDING_DEACTIVATION',
      ...warningOf('deactivate', 1 + spread * 9),
    };
  if (chance < 0.26)
    return { ...about, age: 118, reason: 'KEY_PENDING_DELETION', ...warningOf('delete', 1 + spread * 9) };
  if (chance < 0.3)
    return { ...about, age: 200 + Math.floor(spread * 400), action: 'none', reason: 'EXEMPT' };
  return quiet({ ...about, age: Math.floor(spread * 90) });
}

function held(about: { readonly seed: number; readonly user: string }, spread: number): SampleKey {
  const since = Math.floor(spread * 30);
  const common = {
    ...about,
    age: 95 + since,
    heldSince: inDays(-since),
    due: inDays(-since),
    lastUsed: usedHoursAgo(2),
  };
  if (spread < 0.4)
    return {
      ...common,
      reason: 'INSTALL_GRACE_PERIOD_END',
      held: 'deactivate',
      ...heldBy({ gate: 'quiet', state: 'blocked', until: inDays(5), detail: 'last used 2 hours ago' }),
      escalated: since > 7,
    };
  if (spread < 0.7)
    return {
      ...common,
      reason: 'TWO_ACTIVE_KEYS_CONFLICT',
      held: 'rotate',
      ...heldBy({ gate: 'two-active-keys', state: 'blocked', detail: 'both were used lately' }),
      escalated: since > 7,
    };
  return {
    ...common,
    reason: 'EXPIRED_ACTIVE_KEY',
    held: 'rotate',
    ...heldBy({ gate: 'budget', state: 'waiting', detail: 'at most 300 changes are made in one run' }),
  };
}

function quiet({
  seed,
  user,
  age,
}: {
  readonly seed: number;
  readonly user: string;
  readonly age: number;
}): SampleKey {
  const due = inDays((90 * DAY - age * DAY) / DAY);
  return { seed, user, age, action: 'none', reason: 'KEY_WITHIN_LIMITS', due };
}

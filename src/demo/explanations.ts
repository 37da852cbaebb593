import type { ReportedDecision } from '../domain/report.ts';

/** What a kind of decision means, told once in the story. Keys are `action/REASON`, holds also `hold/REASON`. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  'rotate/EXPIRED_ACTIVE_KEY':
    'its key reached 90 days. The new one is proven and in its secret; the old one works for 10 more days.',
  'warn/KEY_PENDING_ROTATION': 'warned 7, 3 and 1 days before its key is replaced.',
  'warn/KEY_PENDING_DEACTIVATION':
    'warned that its old key will be deactivated, or that it was granted more time because it still uses it.',
  'warn/UNUSED_KEY_PENDING_DELETION':
    'nobody has used this key for 90 days. It will go without a replacement, after a week of notice.',
  'warn/KEY_PENDING_EXPIRATION_CONFLICT':
    'has two active keys, and the newer one is in use. The old, quiet one will go, after a week of notice.',
  'warn/KEY_PENDING_DELETION': 'warned that its deactivated key will be deleted.',
  'warn/KEY_PENDING_DELETION_CONFLICT':
    'an inactive key fills the second slot. It will be deleted after its recovery time, so that the rotation can start.',
  'deactivate/INSTALL_GRACE_PERIOD_END':
    'its old key is quiet and its time is over. Deactivated; one command brings it back.',
  'deactivate/UNUSED_EXPIRED_KEY':
    'the unused key is deactivated. If anybody misses it, an undo brings it back.',
  'deactivate/EXPIRED_ACTIVE_KEY_CONFLICT_LRU':
    'the older of its two keys was quiet for long and is deactivated.',
  'delete/RECOVER_GRACE_PERIOD_END': 'ten days deactivated, not used since, nobody objected. Deleted.',
  'delete/EXPIRED_INACTIVE_KEY_CONFLICT':
    'the inactive key that filled the slot is deleted, and the rotation goes ahead in the same run.',
  'repair/UNFINISHED_ROTATION':
    'the unfinished rotation is settled: the one new key of that minute is ours, and nobody has it.',
  'repair/DISCARDED_KEY/discard-deactivate':
    'the key that nobody is known to have is deactivated. Its deletion is announced, in case it is a person’s.',
  'repair/DISCARDED_KEY/discard-delete':
    'the key that nobody has is deleted, and the rotation is tried again at once.',
  'hold/DISCARDED_KEY':
    'the key of that minute waits for a day: should a person have made it, a use will show by then.',
  'warn/DISCARDED_KEY': 'the key that nobody is known to have will be deleted, and its owner is told when.',
  'none/EXEMPT': 'is exempt, and left alone.',
  'hold/TWO_ACTIVE_KEYS_CONFLICT':
    'two active keys, and no slot for a new one. A person must say which stays (keyturn resolve --keep).',
  'hold/MORE_THAN_TWO_KEYS': 'three keys, which IAM should not allow. Left for a person.',
  'hold/KEY_STATUS_UNKNOWN': 'a key with a status that Keyturn does not know. Not touched.',
  'hold/INSTALL_GRACE_PERIOD_END':
    'still uses its old key. It was given more time; now it waits for a person. Never cut off.',
};

/** One sentence on a decision. */
export function explanationOf(decision: ReportedDecision, gates: string): string {
  if (gates.includes('standing-hold'))
    return 'brought back by a person, and therefore held: Keyturn does not touch it.';
  if (gates.includes('adoption'))
    return 'nobody has used its new key yet. Its old key gets 30 days more, and everybody is told.';
  const { action, reason, repair } = decision;
  const known = EXPLANATIONS[`${action}/${reason}/${repair ?? ''}`] ?? EXPLANATIONS[`${action}/${reason}`];
  if (known !== undefined) return known;
  return decision.action === 'hold'
    ? `${decision.reason}, held by: ${gates}.`
    : `${decision.action}, ${decision.reason}.`;
}

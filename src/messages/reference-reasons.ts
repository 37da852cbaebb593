import type { ReferenceReason } from '../domain/reason.ts';
import type { ReasonText } from './reason-words.ts';

/** Texts of the reasons whose identifiers come from the reference vocabulary. */
export const REFERENCE_REASONS: Readonly<Record<ReferenceReason, ReasonText>> = {
  EXPIRED_ACTIVE_KEY: {
    label: 'at its age limit',
    meaning: 'The key is active and has reached its age limit.',
    condition: 'Active, at least `rotateAfter` old, and the user has room for a second key.',
    does: 'Makes a replacement, stores it, proves that it works, and tells the owner; the old key stays active for `installGrace`.',
  },
  FORCED_ROTATION: {
    label: 'replacement ordered',
    meaning: 'Somebody ordered the key to be replaced now, whatever its age.',
    condition: 'Active, named by `keyturn force`, and the user has room for a second key.',
    does: 'Replaces it like a key at its age limit. No other user is touched, and an exempt one never.',
  },
  UNUSED_EXPIRED_KEY: {
    label: 'unused, at its limit',
    meaning: 'The key has reached its age limit and nobody uses it.',
    condition: 'Active, at least `rotateAfter` old, and never used or not used for `unusedFor`.',
    does: 'Deactivates it after notice, without a replacement, and deletes it after `recoveryGrace`. With `unusedKeys: replace` it is replaced like any other key, with `keep` it stays.',
  },
  EXPIRED_ACTIVE_KEY_CONFLICT_LRU: {
    label: 'other key took over',
    meaning: 'The key has reached its age limit, and the user’s other active key has taken its place.',
    condition:
      'Two active keys, this one at least `rotateAfter` old. The other one was named with `keyturn resolve --keep`, or it is newer, within its own limit and used later, while this one is quiet; or both are due and `conflict` names this one.',
    does: 'Deactivates it after notice, once it is quiet, and deletes it after `recoveryGrace`. Where `conflict` names it, `inUse` decides what happens to a key still in use.',
  },
  EXPIRED_INACTIVE_KEY_CONFLICT: {
    label: 'inactive, fills the slot',
    meaning:
      'The user’s active key is due for replacement, and this inactive key fills the place of the new one.',
    condition: 'Inactive for `recoveryGrace`, unused since, and the user’s other key at its age limit.',
    does: 'Deletes it; then the other key is replaced.',
  },
  FORCED_ROTATION_CONFLICT_LRU: {
    label: 'ordered, two keys',
    meaning: 'Somebody ordered a replacement, and this is the one of two active keys that makes room for it.',
    condition:
      'Two active keys, a `keyturn force`, and the other one named with `keyturn resolve --keep`, standing in for this one, or left by `conflict`.',
    does: 'Deactivates it after notice, and deletes it after `recoveryGrace`; then the other key is replaced.',
  },
  FORCED_INACTIVE_KEY_CONFLICT: {
    label: 'inactive, order waits',
    meaning: 'Somebody ordered a replacement, and this inactive key fills the place of the new key.',
    condition:
      'Inactive for `recoveryGrace`, unused since, and the user’s other key named by `keyturn force`.',
    does: 'Deletes it; then the other key is replaced. Until then the order waits as a visible hold.',
  },
  INSTALL_GRACE_PERIOD_END: {
    label: 'replaced, grace is over',
    meaning: 'The key was replaced, and the time to install the replacement is over.',
    condition:
      'Active, its replacement stored, proven and handed over at least `installGrace` ago, quiet for `quietPeriod` plus `reportingLag`, and the owner told `minNotice` ahead.',
    does: 'Deactivates it. `keyturn undo` makes it active again until it is deleted.',
  },
  RECOVER_GRACE_PERIOD_END: {
    label: 'recovery time is over',
    meaning: 'The key was deactivated, and the time to take that back is over.',
    condition: 'Inactive for `recoveryGrace` (never less than 24 hours), and unused since.',
    does: 'Deletes it.',
  },
  KEY_PENDING_ROTATION: {
    label: 'limit is near',
    meaning: 'The key will soon reach its age limit and will then be replaced.',
    condition: 'Active, and within the longest `warnBefore` of its age limit.',
    does: 'Warns the owner at each step of `warnBefore`.',
  },
  KEY_PENDING_DEACTIVATION: {
    label: 'deactivation is near',
    meaning: 'The key has been replaced and will be deactivated.',
    condition:
      'Active, its replacement handed over, and its deactivation not yet due. Still in use on that day, it gets one extension (`inUse.extend`).',
    does: 'Warns the owner at each step of `warnBefore`, and once more when the date is postponed.',
  },
  KEY_PENDING_DELETION: {
    label: 'deletion is near',
    meaning: 'The key has been deactivated and will be deleted.',
    condition:
      'Inactive after a deactivation by Keyturn or a replacement, or old enough for `inactiveCleanup`, and `recoveryGrace` not yet over.',
    does: 'Warns the owner at each step of `warnBefore`. `keyturn undo` makes it active again.',
  },
  KEY_PENDING_EXPIRATION_CONFLICT: {
    label: 'limit, two keys',
    meaning:
      'The key is at or near its age limit while the user has a second active key, so there is no room for a replacement.',
    condition:
      'Two active keys, this one within the longest `warnBefore` of its age limit, or past it with its deactivation announced because the other key took over.',
    does: 'Warns the owner, who can resolve it by deleting one of the keys or with `keyturn resolve --keep`.',
  },
  KEY_PENDING_DELETION_CONFLICT: {
    label: 'slot will be freed',
    meaning:
      'The inactive key fills the place that the replacement of the other key will need, and will be deleted for it.',
    condition:
      'Inactive, and the user’s active key within the longest `warnBefore` of its age limit or past it.',
    does: 'Warns the owner. The other key waits for the deletion as a visible hold.',
  },
  UNUSED_KEY_PENDING_DELETION: {
    label: 'unused, retired soon',
    meaning: 'Nobody uses the key; it will be deactivated and later deleted.',
    condition: 'Active, unused, at or near its age limit, and its deactivation not yet due.',
    does: 'Warns the owner at each step of `warnBefore`. A use before that date makes it an ordinary replacement.',
  },
};

/** The reasons of the reference vocabulary, with the identifiers that existing users know. */
export type ReferenceReason =
  | 'UNUSED_EXPIRED_KEY'
  | 'EXPIRED_ACTIVE_KEY'
  | 'FORCED_ROTATION'
  | 'EXPIRED_ACTIVE_KEY_CONFLICT_LRU'
  | 'EXPIRED_INACTIVE_KEY_CONFLICT'
  | 'FORCED_ROTATION_CONFLICT_LRU'
  | 'FORCED_INACTIVE_KEY_CONFLICT'
  | 'INSTALL_GRACE_PERIOD_END'
  | 'RECOVER_GRACE_PERIOD_END'
  | 'KEY_PENDING_ROTATION'
  | 'KEY_PENDING_DEACTIVATION'
  | 'KEY_PENDING_DELETION'
  | 'KEY_PENDING_EXPIRATION_CONFLICT'
  | 'KEY_PENDING_DELETION_CONFLICT'
  | 'UNUSED_KEY_PENDING_DELETION';

/** Reasons that only Keyturn has: why nothing is due, repairs, and holds that no reference reason describes. */
export type OwnReason =
  | 'KEY_WITHIN_LIMITS'
  | 'INACTIVE_KEY_LEFT_ALONE'
  | 'INACTIVE_KEY_CLEANUP'
  | 'EXEMPT'
  | 'OUT_OF_SCOPE'
  | 'UNUSED_KEY_KEPT'
  | 'KEY_STATUS_UNKNOWN'
  | 'MORE_THAN_TWO_KEYS'
  | 'TWO_ACTIVE_KEYS_CONFLICT'
  | 'UNFINISHED_ROTATION'
  | 'UNFINISHED_CHANGE'
  | 'STRAY_KEY'
  | 'DISCARDED_KEY';

/** Why a decision was taken. */
export type Reason = ReferenceReason | OwnReason;

import type { OwnReason } from '../domain/reason.ts';
import type { ReasonText } from './reason-words.ts';

/** Texts of the reasons that only Keyturn has: why nothing is due, repairs, and holds. */
export const OWN_REASONS: Readonly<Record<OwnReason, ReasonText>> = {
  KEY_WITHIN_LIMITS: {
    label: 'within its limit',
    meaning: 'The key has not reached its age limit.',
    condition: 'Active, and younger than `rotateAfter` by more than the longest `warnBefore`.',
    does: 'Nothing.',
  },
  INACTIVE_KEY_LEFT_ALONE: {
    label: 'inactive, left alone',
    meaning: 'Somebody else made the key inactive, and no replacement needs its place.',
    condition:
      'Inactive, and not deactivated or replaced by Keyturn; `inactiveCleanup` is off, or the key is not old enough.',
    does: 'Nothing.',
  },
  INACTIVE_KEY_CLEANUP: {
    label: 'inactive, cleaned up',
    meaning: 'Somebody else made the key inactive, and policy deletes such keys when they are old enough.',
    condition:
      'Inactive since it was first seen for `recoveryGrace`, unused since, and at least `inactiveCleanup` old.',
    does: 'Deletes it.',
  },
  EXEMPT: {
    label: 'exempt',
    meaning: 'The user is exempt; the evidence says what would have been done.',
    condition: 'A rule under `exemptions` applies to the user.',
    does: 'Nothing.',
  },
  OUT_OF_SCOPE: {
    label: 'outside scope',
    meaning: 'The user is outside the scope now, and Keyturn only finishes what it had started there.',
    condition:
      'Not in `scope`, with a change, a replacement or a key never handed over that is not finished.',
    does: 'Finishes repairs and takes back its own keys. A deactivation or deletion that is due is held.',
  },
  UNUSED_KEY_KEPT: {
    label: 'unused, kept by policy',
    meaning: 'Nobody uses the key, and policy keeps such keys.',
    condition: 'Active, unused, at or near its age limit, and `unusedKeys: keep`.',
    does: 'Nothing.',
  },
  KEY_STATUS_UNKNOWN: {
    label: 'status not understood',
    meaning: 'IAM reports a status of the key that is neither Active nor Inactive.',
    condition: 'Any other status.',
    does: 'Holds: a key that is not understood is not touched.',
  },
  MORE_THAN_TWO_KEYS: {
    label: 'more than two keys',
    meaning: 'The user has more keys than IAM normally allows, so the replacement has no place.',
    condition: 'Three or more keys, and an active one at its age limit with another active one.',
    does: 'Holds until a person has deleted the extra keys.',
  },
  TWO_ACTIVE_KEYS_CONFLICT: {
    label: 'two active keys',
    meaning:
      'The key has reached its age limit, there is a second active key, and it is not certain which of them may be retired.',
    condition:
      'Two active keys, this one at least `rotateAfter` old, and the other one does not clearly replace it.',
    does: 'Holds and asks the owner: age alone never decides which of two keys goes.',
  },
  UNFINISHED_ROTATION: {
    label: 'rotation not finished',
    meaning: 'An earlier run began to replace the key and did not finish.',
    condition: 'The ledger holds a rotation that was started and neither finished nor taken back.',
    does: 'Finishes the handover if the new key was proven; otherwise takes it back and begins again. Where somebody switched the new key off in the middle of the handover, or its secret is gone, holds until a person decides.',
  },
  UNFINISHED_CHANGE: {
    label: 'change not finished',
    meaning: 'An earlier run began a change for this user and its end is not known.',
    condition: 'The ledger holds a change that was begun and not closed.',
    does: 'Reads what is true in IAM and closes the change; the user’s other keys wait until then.',
  },
  STRAY_KEY: {
    label: 'key of unclear origin',
    meaning:
      'A request to make a key got no answer, and a key has appeared that may or may not come from it.',
    condition: 'An unanswered CreateAccessKey, and new keys of which none is certainly its result.',
    does: 'Holds until a person has said whose key it is; no further key is made.',
  },
  DISCARDED_KEY: {
    label: 'never handed over',
    meaning: 'Keyturn made the key and could not hand it over, so nobody may keep it.',
    condition: 'Its secret was lost, or it was never proven to work.',
    does: 'Deactivates it, and deletes it when it is still unused, after 24 hours if anybody could have seen it. One that may be a person’s after all is announced first and gets `recoveryGrace`. If it is used, it is held.',
  },
};

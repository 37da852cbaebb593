import type { GateName } from '../domain/decision.ts';
import { always, type GateText } from './gate-text.ts';
import { RUN_GATE_TEXTS } from './run-gate-texts.ts';

const STANDING_HOLDS: Readonly<Record<string, string>> = {
  undo: 'Somebody took the change back with `keyturn undo`',
  extend: 'Somebody gave the key more time with `keyturn resolve --extend`',
  keep: 'Somebody chose with `keyturn resolve --keep` that this key stays',
  'reactivated-by-hand': 'Keyturn had deactivated the key, and somebody made it active again',
};

const READ_USE =
  'The next run reads it again. If it stays, let the roles call iam:GetAccessKeyLastUsed and look for throttling.';

const NEW_KEY =
  'The next run then makes a new one if the old key has reached its age limit; otherwise `keyturn force --user USER --reason TEXT --enforce` does.';

/** The text of every gate: what blocks it, and the fix. */
export const GATE_TEXTS: Readonly<Record<GateName, GateText>> = {
  exemption: {
    label: 'exemption unreadable',
    stands: (detail) =>
      `Keyturn cannot read whether the user is exempt, or which policy applies to the user (${detail})`,
    fix: always(
      'Let the roles read the user’s groups and tags (iam:ListGroupsForUser, iam:ListUserTags), and the account’s tags where rules name them (organizations:ListTagsForResource); until then the user counts as exempt.',
    ),
  },
  exempt: {
    label: 'user is exempt',
    stands: (detail) =>
      `The user is exempt (${detail}), and a key that Keyturn made and has not handed over is still there`,
    fix: always(
      'Suspend the exemption until that key is handed over, which takes one run, or deleted, which takes its recovery time as well. Or, once CloudTrail shows that nobody uses it, make it Inactive in IAM and delete it a day later.',
    ),
  },
  'key-status': {
    label: 'status not understood',
    stands: (detail) => detail,
    fix: always('Look at the key in IAM and make it Active or Inactive, or delete it there.'),
  },
  'key-count': {
    label: 'too many keys',
    stands: (detail) => `There is no room for a replacement: ${detail}`,
    fix: always('Delete the keys in IAM that nobody uses until at most two are left.'),
  },
  'last-used': {
    label: 'last use unknown',
    stands: (detail) => `It is not known whether the key is in use (${detail})`,
    fix: always(READ_USE),
  },
  quiet: {
    label: 'still in use',
    stands: (detail) =>
      detail.startsWith('last used')
        ? `The key is still in use (${detail})`
        : `It is not known that nobody uses the key (${detail})`,
    fix: [
      {
        detail: 'last used',
        text: 'Move the application to the user’s other key. If it needs more time: `keyturn resolve --user USER --extend DATE --reason TEXT`.',
      },
      {
        detail: 'made too recently',
        text: 'Find out in CloudTrail whether anything uses it, and move that to the user’s other key.',
      },
      ...always(READ_USE),
    ],
  },
  'last-key': {
    label: 'last key of its user',
    stands: (detail) => `It is the user’s last active key, and the other key was in use at ${detail}`,
    fix: always(
      'Ask the owner. If anything still needs a key: `keyturn force --user USER --reason TEXT --enforce` makes a replacement as soon as the other key is deleted. If nothing does, make the key Inactive in IAM.',
    ),
  },
  notice: {
    label: 'owner not told',
    stands: (detail) => `The owner has not been told in time: ${detail}`,
    fix: [
      {
        detail: 'no notice was sent yet',
        text: 'Resolve everything else that holds the key. The first run after that tells the owner a date.',
      },
      ...always(
        'Tell the owner yourself and set `policy.notice: not-required`: with real AWS, neither `notify.console` nor `notify.file` counts as telling the owner, and there is no other channel yet.',
      ),
    ],
  },
  replacement: {
    label: 'no live replacement',
    stands: (detail) => detail,
    fix: [
      {
        detail: 'to be kept',
        text: 'Let the owner use the key that is to be kept; the other one is retired after that. If nobody has its secret: `keyturn resolve --user USER --keep KEY --reason TEXT` with the other key.',
      },
      {
        detail: 'not active any more',
        text: `Make the key that took its place Active again in IAM. If it must not be used, delete it there. If it is gone: \`keyturn undo --user USER\` brings this key back. ${NEW_KEY} If nothing needs a key any more, delete this one in IAM.`,
      },
      {
        detail: 'nobody has used it',
        text: `Make the replacement the current version of the secret again. If its value is lost: bring the old key back with \`keyturn undo --user USER\`, and once CloudTrail shows that nobody uses the replacement, make that Inactive in IAM and delete it a day later. ${NEW_KEY}`,
      },
      ...always(
        `Make the replacement the current version of the secret again. If its value is lost and CloudTrail shows that nobody uses the replacement, make it Inactive in IAM and delete it a day later. ${NEW_KEY}`,
      ),
    ],
  },
  'standing-hold': {
    label: 'held by a person',
    stands: (detail) => STANDING_HOLDS[detail] ?? `A hold is in force (${detail})`,
    fix: always('When the change may be made: `keyturn resolve --user USER --release --reason TEXT`.'),
    waits: always('To end it sooner: `keyturn resolve --user USER --release --reason TEXT`.'),
  },
  soak: {
    label: 'in recovery time',
    stands: (detail) => `The recovery time is not over (${detail})`,
    fix: always('Find out in IAM why the key is not inactive; it is deleted only after its recovery time.'),
  },
  'unused-since': {
    label: 'used while inactive',
    stands: (detail) => `Since it became inactive, the key was used, or its use is not known (${detail})`,
    fix: [
      {
        detail: 'used ',
        text: 'Find out in CloudTrail who uses it. If it is still needed: `keyturn undo --user USER`. If it is not: `keyturn resolve --user USER --release --reason TEXT`; its recovery time then starts again.',
      },
      ...always(READ_USE),
    ],
  },
  'late-use': {
    label: 'use reported late',
    stands: (detail) =>
      `The key was in use shortly before it was deactivated, and AWS reported that only afterwards (used ${detail})`,
    fix: always(
      'Make it active again first if anything may still need it: `keyturn undo --user USER`. Then find in CloudTrail who used it. If nobody needs it: `keyturn resolve --user USER --release --reason TEXT`; its recovery time then starts again.',
    ),
  },
  adoption: {
    label: 'replacement not in use',
    stands: (detail) => `The key was in use until it was replaced, and ${detail}`,
    fix: always(
      'Ask the owner to fetch the new key from the secret and to use it. If the owner needs more time: `keyturn resolve --user USER --extend DATE --reason TEXT`. Where no owner can do this, set `policy.adoption: not-required`.',
    ),
  },
  scope: {
    label: 'outside scope',
    stands: (detail) =>
      `Keyturn had started to rotate or retire this key, and it is outside the scope now: ${detail}`,
    fix: always(
      'Widen `scope`, so that Keyturn can finish. Or finish by hand: check that nothing uses this key any more, make it Inactive in IAM, and delete it later if nothing has failed.',
    ),
  },
  'free-slot': {
    label: 'no free slot',
    stands: (detail) => `IAM allows two keys, and both places are taken: ${detail}`,
    fix: always(
      'Delete the other key in IAM, or make it Inactive: then it is deleted after its recovery time.',
    ),
    waits: [
      { detail: 'not listed yet', text: 'A run more than ten minutes later continues.' },
      ...always(
        'This ends when the other key is deleted. If that key is held, its own hold says how to resolve it.',
      ),
    ],
  },
  'two-active-keys': {
    label: 'two active keys',
    stands: (detail) => `Two keys are active, so there is no room to replace this one: ${detail}`,
    fix: always(
      'Ask the owner which key stays, then: `keyturn resolve --user USER --keep KEY --reason TEXT`.',
    ),
    waits: always(
      'This ends when the other key is deleted. If that key is held, its own hold says how to resolve it.',
    ),
  },
  ...RUN_GATE_TEXTS,
};

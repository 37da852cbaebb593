import type { GateName } from '../domain/decision.ts';

/** What a gate says to people. `detail` is the machine's word on the case at hand, already short. */
export interface GateText {
  readonly label: string;
  readonly stands: (detail: string) => string;
  /** What ends the objection while it is blocked. */
  readonly wayOut: (detail: string) => string;
  /** What is said instead of "passes by itself" while it waits, where people can do something meanwhile. */
  readonly sooner?: string;
}

const STANDING_HOLDS: Readonly<Record<string, string>> = {
  undo: 'Somebody took the change back with `keyturn undo`',
  extend: 'Somebody gave the key more time with `keyturn resolve --extend`',
  'reactivated-by-hand': 'Keyturn had deactivated the key, and somebody made it active again',
};

/** The text of every gate: what stands in the way, and the way out. */
export const GATE_TEXTS: Readonly<Record<GateName, GateText>> = {
  exemption: {
    label: 'exemption unreadable',
    stands: (detail) => `It cannot be read whether the user is exempt (${detail})`,
    wayOut: () =>
      'Let the role read the user’s groups and tags (iam:ListGroupsForUser, iam:ListUserTags); until then the user counts as exempt.',
  },
  'key-status': {
    label: 'status not understood',
    stands: (detail) => detail,
    wayOut: () => 'Look at the key in IAM and make it Active or Inactive, or delete it there.',
  },
  'key-count': {
    label: 'too many keys',
    stands: (detail) => `There is no room for a replacement: ${detail}`,
    wayOut: () => 'Delete the keys in IAM that nobody uses until at most two are left.',
  },
  'last-used': {
    label: 'last use unknown',
    stands: (detail) => `It is not known whether the key is in use (${detail})`,
    wayOut: () =>
      'The next run reads it again. If it stays, let the role call iam:GetAccessKeyLastUsed and look for throttling.',
  },
  quiet: {
    label: 'still in use',
    stands: (detail) => `The key is still in use (${detail})`,
    wayOut: () =>
      'Move the application to the new key. If it needs more time: `keyturn resolve --extend DATE --reason TEXT`.',
  },
  notice: {
    label: 'owner not told',
    stands: (detail) => `The owner has not been told in time: ${detail}`,
    wayOut: () =>
      'Configure a channel that reaches the owner, or set `policy.notice: not-required` if nobody is to be told.',
  },
  replacement: {
    label: 'no live replacement',
    stands: (detail) => detail,
    wayOut: () =>
      'See in Secrets Manager and IAM what became of the replacement: restore it, or `keyturn resolve --release` to have a new one made.',
  },
  'standing-hold': {
    label: 'held by a person',
    stands: (detail) => STANDING_HOLDS[detail] ?? `A standing hold is in force (${detail})`,
    wayOut: () => 'When the key may go: `keyturn resolve --release`.',
  },
  soak: {
    label: 'recovery time runs',
    stands: (detail) => `The recovery time is not over (${detail})`,
    wayOut: () => 'See why the key is not inactive; it is deleted only after its recovery time.',
  },
  'unused-since': {
    label: 'used while inactive',
    stands: (detail) => `The key was used, or somebody tried to use it, since it went inactive (${detail})`,
    wayOut: () =>
      'Find who uses it (CloudTrail shows from where). If it is still needed, `keyturn undo` makes it active again; its recovery time starts anew.',
  },
  'free-slot': {
    label: 'no free slot',
    stands: (detail) => `IAM allows two keys, and both places are taken: ${detail}`,
    wayOut: () => 'Say which key stays: `keyturn resolve --keep KEY`; or remove one of them in IAM.',
  },
  'two-active-keys': {
    label: 'two active keys',
    stands: (detail) => `Two keys are active, and it is not certain which of them may go: ${detail}`,
    wayOut: () => 'Ask the owner which key stays, then: `keyturn resolve --keep KEY`.',
  },
  'unfinished-saga': {
    label: 'earlier change open',
    stands: (detail) => `An earlier change has not come to its end: ${detail}`,
    wayOut: () => 'The next run settles it. If it stays, see the journal of this user in the ledger.',
    sooner: 'The next run settles it.',
  },
  'kill-switch': {
    label: 'kill switch',
    stands: (detail) => `The kill switch stops every change: ${detail}`,
    wayOut: () =>
      'When changes may go on: set the parameter to `off`, or `safety.killSwitch.engaged: false`.',
  },
  budget: {
    label: 'limit of changes',
    stands: (detail) => detail,
    wayOut: () => 'Raise `safety.maxChangesPerRun` or `safety.maxChangesPerAccount`.',
    sooner:
      'The next run goes on. To do more at once: `safety.maxChangesPerRun`, `safety.maxChangesPerAccount`.',
  },
  'foreign-ledger': {
    label: 'another ledger',
    stands: (detail) => `Another installation or ledger is in charge here: ${detail}`,
    wayOut: () =>
      'Run with the ledger that made the secret. If it is lost: `keyturn ledger rebuild` (notices and recovery times start anew).',
  },
  'secret-not-ours': {
    label: 'secret not Keyturn’s',
    stands: (detail) => detail,
    wayOut: () =>
      'Rename or remove that secret, choose another `delivery.secretName`, or let it be taken over with `delivery.adoptExisting: true`.',
  },
  'stray-key': {
    label: 'key of unclear origin',
    stands: (detail) => `It is not certain whose key this is: ${detail}`,
    wayOut: () =>
      'See in CloudTrail who created and uses it. If it is nobody’s, delete it in IAM; if it is needed: `keyturn resolve --keep KEY`.',
  },
};

import type { GateName } from '../domain/decision.ts';

/** What a gate says to people. `detail` is the machine's word on the case at hand, already short. */
export interface GateText {
  readonly label: string;
  readonly stands: (detail: string) => string;
  /** What ends the objection while it is blocked. `USER`, `KEY`, `DATE` and `TEXT` in commands are for the reader to fill in. */
  readonly wayOut: string | ((detail: string) => string);
  /** What is said instead of "passes by itself" while it waits, where people can do something meanwhile. */
  readonly sooner?: string | ((detail: string) => string | undefined);
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
    wayOut:
      'Let the roles read the user’s groups and tags (iam:ListGroupsForUser, iam:ListUserTags), and the account’s tags where rules name them (organizations:ListTagsForResource); until then the user counts as exempt.',
  },
  exempt: {
    label: 'user is exempt',
    stands: (detail) =>
      `The user is exempt (${detail}), and a key that Keyturn made and has not handed over is still there`,
    wayOut:
      'Suspend the exemption until the key has left by itself, which takes a run and its recovery time. Or, once CloudTrail shows that nobody uses it, make it Inactive in IAM and delete it a day later.',
  },
  'key-status': {
    label: 'status not understood',
    stands: (detail) => detail,
    wayOut: 'Look at the key in IAM and make it Active or Inactive, or delete it there.',
  },
  'key-count': {
    label: 'too many keys',
    stands: (detail) => `There is no room for a replacement: ${detail}`,
    wayOut: 'Delete the keys in IAM that nobody uses until at most two are left.',
  },
  'last-used': {
    label: 'last use unknown',
    stands: (detail) => `It is not known whether the key is in use (${detail})`,
    wayOut:
      'The next run reads it again. If it stays, let the roles call iam:GetAccessKeyLastUsed and look for throttling.',
  },
  quiet: {
    label: 'still in use',
    stands: (detail) => `The key is still in use (${detail})`,
    wayOut:
      'Move the application to the new key. If it needs more time: `keyturn resolve --user USER --extend DATE --reason TEXT`.',
  },
  'last-key': {
    label: 'last key of its user',
    stands: (detail) => `It is the user’s last active key, and the other key was in use at ${detail}`,
    wayOut:
      'Ask the owner. If anything still needs a key: `keyturn force --user USER --reason TEXT` makes a replacement. If nothing does, make the key Inactive in IAM.',
  },
  notice: {
    label: 'owner not told',
    stands: (detail) => `The owner has not been told in time: ${detail}`,
    wayOut:
      'Configure a channel that reaches the owner, or set `policy.notice: not-required` if nobody is to be told.',
  },
  replacement: {
    label: 'no live replacement',
    stands: (detail) => detail,
    wayOut: (detail) =>
      detail.includes('to be kept')
        ? 'Let the owner use the key that is to be kept; the other one goes after that. If nobody has its secret: `keyturn resolve --user USER --keep KEY --reason TEXT` with the other key.'
        : 'If the old key is Inactive by now and anything needs it, bring it back first: `keyturn undo --user USER`. Then make the replacement the current version of the secret again. If its value is lost and CloudTrail shows that nobody uses the replacement, make it Inactive in IAM and delete it a day later; the next run then makes a new one.',
  },
  'standing-hold': {
    label: 'held by a person',
    stands: (detail) => STANDING_HOLDS[detail] ?? `A standing hold is in force (${detail})`,
    wayOut: 'When the key may go: `keyturn resolve --user USER --release --reason TEXT`.',
  },
  soak: {
    label: 'recovery time runs',
    stands: (detail) => `The recovery time is not over (${detail})`,
    wayOut: 'See in IAM why the key is not inactive; it is deleted only after its recovery time.',
  },
  'unused-since': {
    label: 'used while inactive',
    stands: (detail) => `The key was used, or that is not known, since it went inactive (${detail})`,
    wayOut:
      'Find out in CloudTrail who uses it. If it is still needed: `keyturn undo --user USER`. If it is not: `keyturn resolve --user USER --release --reason TEXT`; its recovery time then starts anew.',
  },
  'late-use': {
    label: 'use reported late',
    stands: (detail) =>
      `The key was in use shortly before it was deactivated, and AWS reported that only afterwards (used ${detail})`,
    wayOut:
      'Make it active again first if anything may still need it: `keyturn undo --user USER`. Then find in CloudTrail who used it. If nobody needs it: `keyturn resolve --user USER --release --reason TEXT`; its recovery time then starts anew.',
  },
  adoption: {
    label: 'replacement not in use',
    stands: (detail) => `The key was in use until it was replaced, and ${detail}`,
    wayOut:
      'Ask the owner to fetch the new key from the secret and to use it. Who needs more time: `keyturn resolve --user USER --extend DATE --reason TEXT`. Where no owner can be expected to, set `policy.adoption: not-required`.',
  },
  scope: {
    label: 'outside scope',
    stands: (detail) => `Keyturn had begun to deal with this key, and it is outside the scope now: ${detail}`,
    wayOut:
      'Widen `scope` so that what was begun is ended, or finish it by hand: install the new key, then make the old one Inactive in IAM.',
  },
  'free-slot': {
    label: 'no free slot',
    stands: (detail) => `IAM allows two keys, and both places are taken: ${detail}`,
    wayOut: 'Delete the other key in IAM, or make it Inactive: then it leaves after its recovery time.',
    sooner: (detail) =>
      detail.includes('this one replaced')
        ? 'It passes when that key has left. If that one is held, its own hold says what ends it.'
        : undefined,
  },
  'two-active-keys': {
    label: 'two active keys',
    stands: (detail) => `Two keys are active, and it is not certain which of them may go: ${detail}`,
    wayOut: 'Ask the owner which key stays, then: `keyturn resolve --user USER --keep KEY --reason TEXT`.',
  },
  'unfinished-saga': {
    label: 'earlier change open',
    stands: (detail) => `An earlier change has not come to its end: ${detail}`,
    wayOut: (detail) =>
      detail.includes('switched off')
        ? 'Make the new key Active again in IAM, and the next run hands it over. If it must not be used, delete it there once CloudTrail shows that nobody uses it: the next run then begins anew.'
        : detail.includes('secret is gone')
          ? 'Restore the secret in Secrets Manager, and the next run hands the new key over. If that cannot be done and CloudTrail shows that nobody uses the new key, delete it in IAM: the next run then begins anew.'
          : 'See how far it came with `keyturn status --user USER`.',
    sooner: 'A run that takes place more than ten minutes after it settles it.',
  },
  'kill-switch': {
    label: 'kill switch',
    stands: (detail) => `The kill switch stops every change: ${detail}`,
    wayOut:
      'When changes may go on: `safety.killSwitch.engaged: false`, and the value `off` in its parameter if it has one.',
  },
  budget: {
    label: 'limit of changes',
    stands: (detail) => detail,
    wayOut: 'Raise `safety.maxChangesPerRun` or `safety.maxChangesPerAccount`.',
    sooner:
      'The next run goes on. To do more in one run, raise `safety.maxChangesPerRun` or `safety.maxChangesPerAccount`.',
  },
  freeze: {
    label: 'freeze',
    stands: (detail) => `Nothing is begun in a freeze: ${detail}`,
    wayOut: 'Changes go on when the freeze ends; its dates are under `safety.freeze`.',
  },
  canary: {
    label: 'canary first',
    stands: (detail) => `Other accounts go first: ${detail}`,
    wayOut: 'See `safety.canary`: the other accounts follow when it has gone without a failure for its time.',
  },
  'foreign-ledger': {
    label: 'another ledger',
    stands: (detail) => `Another installation or ledger is in charge here: ${detail}`,
    wayOut:
      'Run with the ledger that made the secret (`ledger.path`). If it is lost: `keyturn ledger rebuild` takes its secrets over, and every notice and recovery time starts anew.',
  },
  'secret-not-ours': {
    label: 'secret not Keyturn’s',
    stands: (detail) => detail,
    wayOut:
      'Rename or remove that secret, choose another `delivery.secretName`, or let it be taken over: with `delivery.adoptExisting: true`, and with a policy to which its owner can be added.',
  },
  'stray-key': {
    label: 'key of unclear origin',
    stands: (detail) => `It is not certain whose key this is: ${detail}`,
    wayOut:
      'See in CloudTrail who created it and who uses it. If a person made it: `keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`. If it is nobody’s: move its users to the key in the secret, make it Inactive in IAM, and delete it when nothing has missed it.',
  },
};

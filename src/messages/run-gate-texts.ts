import type { GateName } from '../domain/decision.ts';
import { always, type GateText } from './gate-text.ts';

/** Gates that concern more than one user, or what an earlier run or somebody else left behind. */
type RunGate = Extract<
  GateName,
  | 'unfinished-saga'
  | 'kill-switch'
  | 'budget'
  | 'freeze'
  | 'canary'
  | 'foreign-ledger'
  | 'secret-not-ours'
  | 'stray-key'
>;

const GO_ON =
  'The next run goes on. To do more in one run, raise `safety.maxChangesPerRun` or `safety.maxChangesPerAccount`.';

const FREEZE = 'Changes go on when the freeze ends; its dates are under `safety.freeze`.';

const CANARY =
  'See in the report what failed in the accounts under `safety.canary`. The others follow when those have gone without a failure for its time.';

/** The texts of those gates. */
export const RUN_GATE_TEXTS: Readonly<Record<RunGate, GateText>> = {
  'unfinished-saga': {
    label: 'earlier change open',
    stands: (detail) => `An earlier change has not come to its end: ${detail}`,
    wayOut: [
      {
        detail: 'switched off',
        text: 'Make the new key Active again in IAM, and the next run hands it over. If it must not be used, delete it there once CloudTrail shows that nobody uses it: the next run then begins anew.',
      },
      ...always(
        'Restore the secret in Secrets Manager, and the next run hands the new key over. If that cannot be done and CloudTrail shows that nobody uses the new key, delete it in IAM: the next run then begins anew.',
      ),
    ],
    waits: always('A run that takes place more than ten minutes after it settles it.'),
  },
  'kill-switch': {
    label: 'kill switch',
    stands: (detail) => `The kill switch stops every change: ${detail}`,
    wayOut: [
      {
        detail: 'cannot be read',
        text: 'Let the credentials of the run read that parameter (ssm:GetParameter), and give it the value `off` when changes may go on.',
      },
      ...always(
        'When changes may go on: `safety.killSwitch.engaged: false`, and the value `off` in its parameter if it has one.',
      ),
    ],
  },
  budget: {
    label: 'limit of changes',
    stands: (detail) => detail,
    wayOut: always(GO_ON),
    waits: always(GO_ON),
  },
  freeze: {
    label: 'freeze',
    stands: (detail) => `Nothing is begun in a freeze: ${detail}`,
    wayOut: always(FREEZE),
    waits: always(FREEZE),
  },
  canary: {
    label: 'canary first',
    stands: (detail) => `Other accounts go first: ${detail}`,
    wayOut: always(CANARY),
    waits: always(CANARY),
  },
  'foreign-ledger': {
    label: 'another ledger',
    stands: (detail) => `Another installation or ledger is in charge here: ${detail}`,
    wayOut: always(
      'Run with the ledger that made the secret (`ledger.path`). If it is lost: `keyturn ledger rebuild --from LEDGER --enforce` takes its secrets over, and every notice and recovery time starts anew.',
    ),
  },
  'secret-not-ours': {
    label: 'secret not Keyturn’s',
    stands: (detail) => detail,
    wayOut: [
      {
        detail: 'another user',
        text: 'Choose another `delivery.secretName`, or give the user another name. It also ends when the other user’s key has left.',
      },
      {
        detail: 'a secret of this name exists',
        text: 'Choose another `delivery.secretName`, or let the secret be taken over with `delivery.adoptExisting: true`. Where nobody needs it, delete it in Secrets Manager; it is in the way until it is gone.',
      },
      ...always(
        'Settle what is said of it in Secrets Manager or IAM, or choose another `delivery.secretName`.',
      ),
    ],
  },
  'stray-key': {
    label: 'key of unclear origin',
    stands: (detail) => `It is not certain whose key this is: ${detail}`,
    wayOut: [
      {
        detail: 'appeared',
        text: 'See in CloudTrail who created it and who uses it. If a person made it: `keyturn resolve --user USER --release --reason TEXT` ends the unfinished rotation, and the key counts as that person’s. If it is nobody’s: make it Inactive in IAM, and delete it when nothing has missed it; the next run then goes on.',
      },
      {
        detail: 'already gives',
        text: 'Its owner can fetch it there. If it is to stay: `keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`. If CloudTrail shows that nobody uses it, make it Inactive in IAM, and delete it when nothing has missed it.',
      },
      ...always(
        'See in CloudTrail who created it and who uses it. If a person made it: `keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`. If it is nobody’s: move its users to the key in the secret, make it Inactive in IAM, and delete it when nothing has missed it.',
      ),
    ],
  },
};

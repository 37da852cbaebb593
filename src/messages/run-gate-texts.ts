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
  'The next run continues. To do more in one run, raise `safety.maxChangesPerRun` or `safety.maxChangesPerAccount`.';

const FREEZE = 'Changes continue when the freeze ends; its dates are under `safety.freeze`.';

const CANARY =
  'See in the report what failed in the accounts under `safety.canary`. The other accounts follow when these have had no failure for the time under `safety.canary.for`.';

/** The texts of those gates. */
export const RUN_GATE_TEXTS: Readonly<Record<RunGate, GateText>> = {
  'unfinished-saga': {
    label: 'earlier change open',
    stands: (detail) => `An earlier change is not finished: ${detail}`,
    fix: [
      {
        detail: 'switched off',
        text: 'Make the new key Active again in IAM, and the next run hands it over. If it must not be used, delete it there once CloudTrail shows that nobody uses it: the next run then starts again.',
      },
      ...always(
        'Restore the secret in Secrets Manager, and the next run hands the new key over. If that cannot be done and CloudTrail shows that nobody uses the new key, delete it in IAM: the next run then starts again.',
      ),
    ],
    waits: always('A run more than ten minutes later settles it.'),
  },
  'kill-switch': {
    label: 'kill switch',
    stands: (detail) => `The kill switch stops every change: ${detail}`,
    fix: [
      {
        detail: 'cannot be read',
        text: 'Let the credentials of the run read that parameter (ssm:GetParameter), and give it the value `off` when changes may continue.',
      },
      ...always(
        'When changes may continue: `safety.killSwitch.engaged: false`, and the value `off` in its parameter if it has one.',
      ),
    ],
  },
  budget: {
    label: 'limit of changes',
    stands: (detail) => detail,
    fix: always(GO_ON),
    waits: always(GO_ON),
  },
  freeze: {
    label: 'freeze',
    stands: (detail) => `No change starts during a freeze: ${detail}`,
    fix: always(FREEZE),
    waits: always(FREEZE),
  },
  canary: {
    label: 'canary first',
    stands: (detail) => `Other accounts go first: ${detail}`,
    fix: always(CANARY),
    waits: always(CANARY),
  },
  'foreign-ledger': {
    label: 'another ledger',
    stands: (detail) => `Another installation or ledger is responsible here: ${detail}`,
    fix: always(
      'Run with the ledger that made the secret (`ledger.path`). If it is lost: `keyturn ledger rebuild --from LEDGER --enforce` takes its secrets over, and every notice and recovery time starts again.',
    ),
  },
  'secret-not-ours': {
    label: 'secret not Keyturn’s',
    stands: (detail) => detail,
    fix: [
      {
        detail: 'another user',
        text: 'Choose another `delivery.secretName`, or give the user another name. It also ends when the other user’s key is deleted.',
      },
      {
        detail: 'a secret of this name exists',
        text: 'Choose another `delivery.secretName`, or let the secret be taken over with `delivery.adoptExisting: true`. Where nobody needs it, delete it in Secrets Manager; it blocks the change until it is gone.',
      },
      ...always('Correct this in Secrets Manager or IAM, or choose another `delivery.secretName`.'),
    ],
  },
  'stray-key': {
    label: 'key of unclear origin',
    stands: (detail) => `It is not certain whose key this is: ${detail}`,
    fix: [
      {
        detail: 'appeared',
        text: 'See in CloudTrail who created it and who uses it. If a person made it: `keyturn resolve --user USER --release --reason TEXT` ends the unfinished rotation, and the key counts as that person’s. If it is nobody’s: make it Inactive in IAM, and delete it later if nothing has failed; the next run then continues.',
      },
      {
        detail: 'already gives',
        text: 'Its owner can fetch it there. If it is to stay: `keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`. If CloudTrail shows that nobody uses it, make it Inactive in IAM, and delete it later if nothing has failed.',
      },
      ...always(
        'See in CloudTrail who created it and who uses it. If a person made it: `keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`. If it is nobody’s: move its users to the key in the secret, make it Inactive in IAM, and delete it later if nothing has failed.',
      ),
    ],
  },
};

import { faultOnce } from '../../support/fault-once.ts';
import { SECRET, world } from '../../support/one-user.ts';
import { runOrDie } from '../../support/runs-on-days.ts';
import { CLOSES_SAGA, FINISHES_PROMOTION } from '../becomes.ts';
import { deleted, secretRestored } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived } from '../life.ts';
import { planned, type World } from '../planned.ts';
import { ONE } from '../planned-worlds.ts';

const QUIET_ONE = { ...ONE, used: 89 } as const;
const LOST_ANSWER = {
  kind: 'rotate',
  openedAt: 90,
  oldKeyId: 'one',
  keysBefore: ['one'],
  createFrom: 90,
  createUntil: '90 + 1m',
};
const OPEN = { today: '90 + 5m', keys: [QUIET_ONE] } as const;
const PROVEN = {
  ...LOST_ANSWER,
  newKeyId: 'new',
  storedAt: 90,
  proofFrom: 90,
  provenAt: '90 + 1m',
  promoteFrom: '90 + 1m',
};
const NEW_RECORD = {
  key: 'new',
  createdAt: 90,
  madeByUs: true,
  replaces: 'one',
  proofFrom: 90,
  provenAt: '90 + 1m',
};
const newKey = (status: 'active' | 'inactive') =>
  ({ key: 'new', created: 90, used: 'never', status }) as const;
const SWITCHED_OFF: World = {
  today: 91,
  keys: [QUIET_ONE, newKey('inactive')],
  ledger: { keys: [NEW_RECORD], saga: PROVEN },
};

/** The secret was deleted after its label had moved to the new key, and before that was noted. */
async function secretGone(): Promise<Life> {
  const life = lifeIn(world());
  faultOnce(life, (call) => call.operation === 'UpdateSecretVersionStage', { kind: 'crash-after' });
  await runOrDie(life, 'dies', life.settings);
  life.sandbox.world.secrets.remove(SECRET, 30);
  return await heldOn(life, 1, 9);
}

/** A change that did not come to its end. */
export const UNFINISHED_SAGA: readonly Ground[] = [
  ...[
    { detail: 'a key may still appear', ledger: { saga: LOST_ANSWER } },
    { detail: 'the new key is not listed yet', ledger: { keys: [NEW_RECORD], saga: PROVEN } },
    {
      detail: 'the listing may be stale',
      ledger: { saga: { kind: 'deactivate', key: 'one', openedAt: 90 } },
    },
  ].map(
    ({ detail, ledger }): Ground => ({
      state: 'waiting',
      detail,
      says: ['A run more than ten minutes later settles it'],
      ends: [
        {
          how: 'a run after that time',
          play: planned(
            'one',
            { ...OPEN, ledger },
            { before: [{ today: '90 + 9m' }], after: { today: '90 + 12m' } },
          ),
          becomes: CLOSES_SAGA,
        },
      ],
    }),
  ),
  {
    state: 'blocked',
    detail: 'switched off',
    says: ['Make the new key Active again in IAM', 'delete it there', 'the next run then starts again'],
    ends: [
      {
        how: 'it is made Active again',
        play: planned('one', SWITCHED_OFF, { after: { keys: [QUIET_ONE, newKey('active')] } }),
        becomes: FINISHES_PROMOTION,
      },
      {
        how: 'it is deleted',
        play: planned('one', SWITCHED_OFF, { after: { keys: [QUIET_ONE] } }),
        becomes: CLOSES_SAGA,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'the secret is gone',
    says: ['Restore the secret in Secrets Manager', 'delete it in IAM: the next run then starts again'],
    ends: [
      {
        how: 'the secret is restored: the new key is handed over',
        play: lived(secretGone, secretRestored, 10),
        becomes: FINISHES_PROMOTION,
      },
      {
        how: 'the new key is deleted: the next run starts again',
        play: lived(secretGone, deleted(1), 10),
        becomes: CLOSES_SAGA,
      },
    ],
  },
];

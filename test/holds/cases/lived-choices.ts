import { faultOnce } from '../../support/fault-once.ts';
import { SECRET, world } from '../../support/one-user.ts';
import { runOrDie } from '../../support/runs-on-days.ts';
import { day } from '../../support/world.ts';
import type { HoldCase } from './hold-case.ts';
import { heldOn, keyOf, type Life, lifeIn, order, playedTo } from './lived.ts';
import { restoreSecret } from './lived-secrets.ts';

/** Two keys at their age limit, both in use until yesterday. */
async function twoKeys(): Promise<Life> {
  const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
  const keys = [-120, -100].map((created) => ({ createdAt: day(created), lastUsed }));
  const life = lifeIn(world({}, { users: [{ name: 'app', keys }] }));
  await heldOn(life, 0, 30);
  return life;
}

/** The secret was deleted after its label had moved to the new key, and before that was noted. */
async function secretGone(): Promise<Life> {
  const life = lifeIn(world());
  faultOnce(life, (call) => call.operation === 'UpdateSecretVersionStage', { kind: 'crash-after' });
  await runOrDie(life, 'dies', life.settings);
  life.sandbox.world.secrets.remove(SECRET, 30);
  await heldOn(life, 1, 9);
  return life;
}

/** Holds that wait for a person's choice. */
export const CHOICE_CASES: readonly HoldCase[] = [
  {
    gate: 'two-active-keys',
    state: 'blocked',
    detail: 'at the same time',
    says: ['Ask the owner which key stays', '`keyturn resolve --user USER --keep KEY --reason TEXT`'],
    ends: [
      {
        how: 'the other key stays: this one is announced',
        play: async () => {
          const life = await twoKeys();
          await order(life, { kind: 'keep', key: keyOf(life, 1) });
          return await playedTo(life, 31);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
    ],
  },
  {
    gate: 'unfinished-saga',
    state: 'blocked',
    detail: 'the secret is gone',
    says: ['Restore the secret in Secrets Manager', 'delete it in IAM: the next run then begins anew'],
    ends: [
      {
        how: 'the secret is restored: the new key is handed over',
        play: async () => {
          const life = await secretGone();
          await restoreSecret(life);
          return await playedTo(life, 10);
        },
        becomes: { action: 'repair', repair: 'finish-promotion' },
      },
      {
        how: 'the new key is deleted: the next run begins anew',
        play: async () => {
          const life = await secretGone();
          life.sandbox.world.iam.deleteKey(keyOf(life, 1));
          return await playedTo(life, 10);
        },
        becomes: { action: 'repair', repair: 'close-saga' },
      },
    ],
  },
];

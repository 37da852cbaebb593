import { undo } from '../../../src/app/undo.ts';
import { HOUR, MINUTE } from '../../../src/domain/time.ts';
import { world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { day } from '../../support/world.ts';
import type { HoldCase } from './hold-case.ts';
import { commandOf, heldOn, type Life, lifeIn, on, order, playedTo, useKey } from './lived.ts';
import { deactivated } from './lived-orders.ts';
import { planned } from './planned.ts';

const UNDO = '`keyturn undo --user USER`';
const RELEASE = '`keyturn resolve --user USER --release --reason TEXT`';
const HELD_BY_UNDO = { objections: [{ gate: 'notice' }, { gate: 'standing-hold', detail: 'undo' }] };

/** Somebody switched the key on for a minute, used it, and switched it off again. */
async function usedSince(): Promise<Life> {
  const life = await deactivated();
  const { clock, world: aws } = life.sandbox;
  clock.set(day(12));
  aws.iam.setKeyStatus(life.keyId, 'Active');
  clock.advance(MINUTE);
  useKey(life, life.keyId);
  aws.iam.setKeyStatus(life.keyId, 'Inactive');
  await on(life, 15, 19);
  await heldOn(life, 22, 30);
  return life;
}

/** AWS tells of a use two hours before the deactivation only afterwards. */
async function usedLate(): Promise<Life> {
  const life = lifeIn(world({ lastUsedLagMs: 6 * HOUR }));
  await on(life, ...UP_TO_GRACE);
  life.sandbox.clock.set(day(11) - 2 * HOUR);
  useKey(life, life.keyId);
  await on(life, 11, 15, 19);
  await heldOn(life, 22, 30);
  return life;
}

async function undone(life: Life): Promise<Life> {
  await undo(commandOf(life), { user: 'app' });
  return life;
}

async function released(life: Life): Promise<Life> {
  await order(life, { kind: 'release' });
  return life;
}

/** Holds of keys that wait for their deletion, for a use that came to light. */
export const DELETION_CASES: readonly HoldCase[] = [
  {
    gate: 'unused-since',
    state: 'blocked',
    detail: 'used ',
    says: [UNDO, RELEASE, 'its recovery time then starts anew'],
    ends: [
      {
        how: 'brought back',
        play: async () => await playedTo(await undone(await usedSince()), 31),
        becomes: HELD_BY_UNDO,
      },
      {
        how: 'released: the recovery time starts anew',
        play: async () => await playedTo(await released(await usedSince()), 31, 39),
        becomes: { reason: 'KEY_PENDING_DELETION' },
      },
      {
        how: 'released: the key goes after that time',
        play: async () => await playedTo(await released(await usedSince()), 31, 33, 39, 40.1),
        becomes: { action: 'delete' },
      },
    ],
  },
  {
    gate: 'unused-since',
    state: 'blocked',
    detail: 'Throttling',
    says: ['The next run reads it again'],
    ends: [
      {
        how: 'its use can be read again',
        play: planned(
          'old',
          {
            today: 112,
            keys: [{ key: 'old', created: 0, used: 'unknown', status: 'inactive' }],
            ledger: { keys: [{ key: 'old', inactiveSince: 100, deactivatedAt: 100 }] },
          },
          { after: { keys: [{ key: 'old', created: 0, used: 90, status: 'inactive' }] } },
        ),
        becomes: { action: 'delete' },
      },
    ],
  },
  {
    gate: 'late-use',
    state: 'blocked',
    detail: 'T',
    says: [UNDO, RELEASE, 'its recovery time then starts anew'],
    ends: [
      {
        how: 'brought back',
        play: async () => await playedTo(await undone(await usedLate()), 31),
        becomes: HELD_BY_UNDO,
      },
      {
        how: 'released: the recovery time starts anew',
        play: async () => await playedTo(await released(await usedLate()), 33),
        becomes: { reason: 'KEY_PENDING_DELETION' },
      },
      {
        how: 'released: the key goes after that time',
        play: async () => await playedTo(await released(await usedLate()), 33, 37, 39, 40.1),
        becomes: { action: 'delete' },
      },
    ],
  },
];

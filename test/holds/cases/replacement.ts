import { lastUsed, SECRET, world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { day } from '../../support/world.ts';
import { DEACTIVATES, DELETES, ROTATES, WARNS } from '../becomes.ts';
import { deactivated, inGrace, withStray } from '../beginnings.ts';
import { FORCE, UNDO } from '../commands.ts';
import {
  aMinuteLater,
  deleted,
  forced,
  kept,
  made,
  secretRestored,
  takenAway,
  undone,
  used,
} from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { type Event, heldOn, keyOf, type Life, lifeIn, lived, on } from '../life.ts';

/** The secret is scheduled for deletion when the old key is due. */
async function secretLost(): Promise<Life> {
  const life = await inGrace();
  life.sandbox.world.secrets.remove(SECRET, 30);
  return await heldOn(life, 11, 12);
}

/** The same, with a key that was far from its age limit. */
async function youngSecretLost(): Promise<Life> {
  const keys = [{ createdAt: day(-10), lastUsed }];
  const life = lifeIn(world({}, { users: [{ name: 'app', keys }] }));
  await forced(life, undefined);
  await on(life, ...UP_TO_GRACE);
  life.sandbox.world.secrets.remove(SECRET, 30);
  return await heldOn(life, 11);
}

/** The secret is scheduled for deletion when the old key, Inactive by now, is due to be deleted. */
async function lostBeforeDeletion(): Promise<Life> {
  const life = await deactivated();
  life.sandbox.world.secrets.remove(SECRET, 30);
  await on(life, 15, 19, 20);
  return await heldOn(life, 22, 23);
}

/** The replacement was switched off while the old key waited for its deletion. */
async function replacementOff(): Promise<Life> {
  const life = await deactivated();
  made('Inactive', 1)(life, undefined);
  await on(life, 15, 19, 20);
  return await heldOn(life, 22, 40);
}

/** A stray is to be kept instead of the old key, and nobody has used it. */
async function keptStray(): Promise<Life> {
  const life = await withStray();
  await on(life, 0.5);
  await kept(1, { ownerHasSecret: true })(life, undefined);
  life.keyId = keyOf(life, 0);
  return await heldOn(life, 1, 9);
}

/** The replacement is made Inactive in IAM, and deleted a day later. */
const replacementDeleted = (today: number): Event => takenAway(today, 1, 1);

const notYetDue: Event = (_life, last) => {
  if (last?.action === 'rotate') throw new Error('It has not reached its age limit');
};
const NEW_DATE = {
  objections: [{ gate: 'notice', state: 'waiting', detail: 'it was announced again after a hold' }],
};

/** The replacement is not there, or nobody has it. */
export const REPLACEMENT: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'the secret does not hold the replacement any more',
    says: ['Make the replacement the current version of the secret again', FORCE],
    ends: [
      {
        how: 'the secret is restored: the owner is told a new date',
        play: lived(secretLost, secretRestored, 13),
        becomes: NEW_DATE,
      },
      {
        how: 'and the key goes on it',
        play: lived(secretLost, secretRestored, 13, 17, 19, 20),
        becomes: DEACTIVATES,
      },
      {
        how: 'its value is lost: the replacement is deleted, and a new one is made',
        play: lived(secretLost, replacementDeleted(13), 14),
        becomes: ROTATES,
      },
      {
        how: 'where the old key is young a new one is made when it is ordered',
        play: lived(youngSecretLost, replacementDeleted(12), 13, notYetDue, forced, 13.1),
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'and nobody has used it',
    says: ['Make the replacement the current version of the secret again', UNDO],
    ends: [
      {
        how: 'the secret is restored: the owner is told a new date',
        play: lived(lostBeforeDeletion, secretRestored, 24),
        becomes: NEW_DATE,
      },
      {
        how: 'and the key goes on the new date',
        play: lived(lostBeforeDeletion, secretRestored, 24, 28, 30, 31.1),
        becomes: DELETES,
      },
      {
        how: 'its value is lost: the old key is brought back, and a new replacement made',
        play: lived(lostBeforeDeletion, undone(), replacementDeleted(24), 25),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'not active any more',
    says: ['Make the key that took its place Active again in IAM', UNDO, 'delete this one in IAM'],
    ends: [
      {
        how: 'it is made Active again: the owner is told a new date',
        play: lived(replacementOff, made('Active', 1), 41),
        becomes: { action: 'warn', warning: { pending: 'delete', anew: true } },
      },
      {
        how: 'and this key goes on the new date',
        play: lived(replacementOff, made('Active', 1), 41, 45, 47, 48.1),
        becomes: DELETES,
      },
      {
        how: 'it is deleted, and this key brought back: a new replacement is made',
        play: lived(replacementOff, deleted(1), aMinuteLater, undone(), 41),
        becomes: ROTATES,
      },
      {
        how: 'nothing needs a key: this one is deleted in IAM',
        play: lived(replacementOff, deleted(), 41),
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'to be kept was never used',
    says: ['Let the owner use the key that is to be kept', 'with the other key'],
    ends: [
      { how: 'the owner uses it', play: lived(keptStray, used(1), 10), becomes: WARNS },
      {
        how: 'nobody has its secret: the other key is kept',
        play: lived(keptStray, kept(), 10, 20, 21, 30, 31),
        becomes: { reason: 'KEY_PENDING_DEACTIVATION' },
      },
    ],
  },
];

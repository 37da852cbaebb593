import { hours } from '../../../src/domain/time.ts';
import { world } from '../../support/one-user.ts';
import { day } from '../../support/world.ts';
import { DEACTIVATES, WARNS } from '../becomes.ts';
import { broughtBack, deactivated } from '../beginnings.ts';
import { RELEASE } from '../commands.ts';
import { extended, kept, made, released, stillHeld } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived, on } from '../life.ts';

const forThreeDays = (): Promise<Life> => broughtBack(hours(72));

async function givenTime(until: number): Promise<Life> {
  const life = lifeIn(world());
  await on(life, 0, 4, 8);
  await extended(until)(life, undefined);
  return await heldOn(life, 11);
}

/** The owner keeps a key that nobody uses. */
async function keptUnused(): Promise<Life> {
  const life = lifeIn(world({}, { users: [{ name: 'app', keys: [{ createdAt: day(-100) }] }] }));
  await on(life, 0);
  await kept()(life, undefined);
  return await heldOn(life, 8);
}

async function reactivatedByHand(): Promise<Life> {
  const life = await deactivated();
  made('Active')(life, undefined);
  return await heldOn(life, 12, 40);
}

/** Holds that people began. */
export const STANDING_HOLD: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'undo',
    says: ['`keyturn undo`', RELEASE],
    ends: [
      {
        how: 'released, and the owner is told a new date',
        play: lived(broughtBack, stillHeld(30), released, 31),
        becomes: WARNS,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'undo',
    day: 'new date',
    says: ['To end it sooner', RELEASE],
    ends: [
      {
        how: 'when its time is over the owner is told a new date',
        play: lived(forThreeDays, stillHeld(13.99), 14.01),
        becomes: WARNS,
      },
      { how: 'released before that', play: lived(forThreeDays, released, 13), becomes: { action: 'warn' } },
    ],
  },
  {
    state: 'waiting',
    detail: 'extend',
    day: 'passes',
    says: ['more time with `keyturn resolve --extend`'],
    ends: [
      {
        how: 'on that day the key goes',
        play: lived(() => givenTime(16), stillHeld(15.99), 16),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'extend',
    day: 'new date',
    says: ['the owner is told a new date'],
    ends: [
      {
        how: 'on that day the owner is told a new date',
        play: lived(() => givenTime(20), stillHeld(19.99), 20),
        becomes: WARNS,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'keep',
    says: ['chose with `keyturn resolve --keep`', RELEASE],
    ends: [{ how: 'released', play: lived(keptUnused, released, 9), becomes: { action: 'warn' } }],
  },
  {
    state: 'blocked',
    detail: 'reactivated-by-hand',
    says: ['somebody made it active again', RELEASE],
    ends: [{ how: 'released', play: lived(reactivatedByHand, released, 41), becomes: { action: 'warn' } }],
  },
];

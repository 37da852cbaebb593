import { undo } from '../../../src/app/undo.ts';
import { hours, instant } from '../../../src/domain/time.ts';
import { world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { day } from '../../support/world.ts';
import type { HoldCase } from './hold-case.ts';
import { commandOf, heldOn, type Life, lifeIn, on, order, playedTo } from './lived.ts';

/** The old key was deactivated on day 11. */
export async function deactivated(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, ...UP_TO_GRACE, 11);
  return life;
}

async function undone(length?: ReturnType<typeof hours>): Promise<Life> {
  const life = await deactivated();
  await undo(commandOf(life), { user: 'app', ...(length === undefined ? {} : { length }) });
  await heldOn(life, 12);
  return life;
}

async function extended(until: number): Promise<Life> {
  const life = lifeIn(world());
  await on(life, 0, 4, 8);
  await order(life, { kind: 'extend', until: instant(day(until)) });
  await heldOn(life, 11);
  return life;
}

/** The owner keeps a key that nobody uses. */
async function kept(): Promise<Life> {
  const w = world({}, { users: [{ name: 'app', keys: [{ createdAt: day(-100) }] }] });
  const life = lifeIn(w);
  await on(life, 0);
  await order(life, { kind: 'keep', key: life.keyId });
  await heldOn(life, 8);
  return life;
}

const RELEASE = '`keyturn resolve --user USER --release --reason TEXT`';

/** Holds that people began, and those that rest on what owners do and were told. */
export const ORDER_CASES: readonly HoldCase[] = [
  {
    gate: 'standing-hold',
    state: 'blocked',
    detail: 'undo',
    says: ['`keyturn undo`', RELEASE],
    ends: [
      {
        how: 'released, and the owner is told a new date',
        play: async () => {
          const life = await undone();
          await heldOn(life, 30);
          await order(life, { kind: 'release' });
          return await playedTo(life, 31);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
    ],
  },
  {
    gate: 'standing-hold',
    state: 'waiting',
    detail: 'undo',
    day: 'new date',
    says: ['To end it sooner', RELEASE],
    ends: [
      {
        how: 'when its time is over the owner is told a new date',
        play: async () => {
          const life = await undone(hours(72));
          await heldOn(life, 13.99);
          return await playedTo(life, 14.01);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
      {
        how: 'released before that',
        play: async () => {
          const life = await undone(hours(72));
          await order(life, { kind: 'release' });
          return await playedTo(life, 13);
        },
        becomes: { action: 'warn' },
      },
    ],
  },
  {
    gate: 'standing-hold',
    state: 'waiting',
    detail: 'extend',
    day: 'passes',
    says: ['more time with `keyturn resolve --extend`'],
    ends: [
      {
        how: 'on that day the key goes',
        play: async () => {
          const life = await extended(16);
          await heldOn(life, 15.99);
          return await playedTo(life, 16);
        },
        becomes: { action: 'deactivate' },
      },
    ],
  },
  {
    gate: 'standing-hold',
    state: 'waiting',
    detail: 'extend',
    day: 'new date',
    says: ['the owner is told a new date'],
    ends: [
      {
        how: 'on that day the owner is told a new date',
        play: async () => {
          const life = await extended(20);
          await heldOn(life, 19.99);
          return await playedTo(life, 20);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
    ],
  },
  {
    gate: 'standing-hold',
    state: 'blocked',
    detail: 'keep',
    says: ['chose with `keyturn resolve --keep`', RELEASE],
    ends: [
      {
        how: 'released',
        play: async () => {
          const life = await kept();
          await order(life, { kind: 'release' });
          return await playedTo(life, 9);
        },
        becomes: { action: 'warn' },
      },
    ],
  },
  {
    gate: 'standing-hold',
    state: 'blocked',
    detail: 'reactivated-by-hand',
    says: ['somebody made it active again', RELEASE],
    ends: [
      {
        how: 'released',
        play: async () => {
          const life = await deactivated();
          life.sandbox.world.iam.setKeyStatus(life.keyId, 'Active');
          await heldOn(life, 12, 40);
          await order(life, { kind: 'release' });
          return await playedTo(life, 41);
        },
        becomes: { action: 'warn' },
      },
    ],
  },
];

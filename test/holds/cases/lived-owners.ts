import { undo } from '../../../src/app/undo.ts';
import { hours, instant } from '../../../src/domain/time.ts';
import { createConsoleNotifier } from '../../../src/notify/console.ts';
import { SILENT_HOST } from '../../../src/ports/host.ts';
import { world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { day } from '../../support/world.ts';
import type { HoldCase } from './hold-case.ts';
import {
  commandOf,
  heldOn,
  keyOf,
  type Life,
  lifeIn,
  on,
  order,
  playedTo,
  useKey,
  withPolicy,
} from './lived.ts';

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

/** The application goes on with the old key, which gets no extension. */
async function inUse(): Promise<Life> {
  const life = lifeIn(world(), { inUse: { extend: hours(0), afterwards: 'hold' } });
  await on(life, ...UP_TO_GRACE);
  useKey(life, life.keyId);
  await heldOn(life, 11);
  return life;
}

async function untold(): Promise<Life> {
  const life = lifeIn(world());
  life.parts = { notifiers: [createConsoleNotifier(SILENT_HOST, false)] };
  await on(life, ...UP_TO_GRACE);
  await heldOn(life, 11);
  return life;
}

/** Holds that rest on what owners do, and on what they were told. */
export const OWNER_CASES: readonly HoldCase[] = [
  {
    gate: 'notice',
    state: 'blocked',
    detail: 'no notice was sent yet',
    says: ['by the first run after everything else that holds the key has ended'],
    ends: [
      {
        how: 'what else holds the key has ended',
        play: async () => {
          const life = await undone();
          await order(life, { kind: 'release' });
          return await playedTo(life, 13);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
    ],
  },
  {
    gate: 'quiet',
    state: 'blocked',
    detail: 'last used',
    day: 'new date',
    says: ['`keyturn resolve --user USER --extend DATE --reason TEXT`'],
    ends: [
      {
        how: 'given more time: when it is quiet that alone holds it',
        play: async () => {
          const life = await inUse();
          await order(life, { kind: 'extend', until: instant(day(30)) });
          return await playedTo(life, 20);
        },
        becomes: { action: 'hold', objections: [{ gate: 'standing-hold', detail: 'extend' }] },
      },
      {
        how: 'the application was moved to the other key',
        play: async () => {
          const life = await inUse();
          useKey(life, keyOf(life, 1));
          return await playedTo(life, 12, 17);
        },
        becomes: { action: 'warn', warning: { anew: true } },
      },
    ],
  },
  {
    gate: 'notice',
    state: 'blocked',
    detail: 'no channel that counts has accepted a notice',
    says: ['Tell the owner yourself and set `policy.notice: not-required`'],
    ends: [
      {
        how: 'the setting is changed',
        play: async () => {
          const life = await untold();
          life.settings = withPolicy(life.settings, { notice: 'not-required' });
          return await playedTo(life, 12);
        },
        becomes: { action: 'deactivate' },
      },
    ],
  },
];

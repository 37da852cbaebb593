import { lastUsed, world } from '../../support/one-user.ts';
import { day } from '../../support/world.ts';
import { ROTATES, WARNS } from '../becomes.ts';
import { kept } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived } from '../life.ts';
import { planned, type World } from '../planned.ts';

const KEPT: World = {
  today: 100,
  keys: [
    { key: 'one', created: 0, used: 99 },
    { key: 'two', created: 5, used: 99 },
  ],
  ledger: { keep: { key: 'one', at: 98 } },
};

/** Two keys at their age limit, both in use until yesterday. */
async function twoKeys(): Promise<Life> {
  const keys = [-120, -100].map((created) => ({ createdAt: day(created), lastUsed }));
  return await heldOn(lifeIn(world({}, { users: [{ name: 'app', keys }] })), 0, 30);
}

/** One of two keys in use has to go. */
export const TWO_ACTIVE_KEYS: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'at the same time',
    says: ['Ask the owner which key stays', '`keyturn resolve --user USER --keep KEY --reason TEXT`'],
    ends: [
      {
        how: 'the other key stays: this one is announced',
        play: lived(twoKeys, kept(1), 31),
        becomes: WARNS,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'the other one goes first',
    says: ['This ends when the other key is deleted', 'its own hold says how to resolve it'],
    ends: [
      {
        how: 'it has left',
        play: planned('one', KEPT, { after: { keys: KEPT.keys.slice(0, 1) } }),
        becomes: ROTATES,
      },
    ],
  },
];

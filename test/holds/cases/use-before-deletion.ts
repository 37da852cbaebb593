import { HOUR, MINUTE } from '../../../src/domain/time.ts';
import { world } from '../../support/one-user.ts';
import { day } from '../../support/world.ts';
import { DELETES } from '../becomes.ts';
import { deactivated, inGrace } from '../beginnings.ts';
import { RELEASE, UNDO } from '../commands.ts';
import { released, undone, used } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lived, on } from '../life.ts';
import { planned } from '../planned.ts';

const HELD_BY_UNDO = { objections: [{ gate: 'notice' }, { gate: 'standing-hold', detail: 'undo' }] };
const SAYS = [UNDO, RELEASE, 'its recovery time then starts again'];

/** Somebody switched the key on for a minute, used it, and switched it off again. */
async function usedSince(): Promise<Life> {
  const life = await deactivated();
  const { clock, world: aws } = life.sandbox;
  clock.set(day(12));
  aws.iam.setKeyStatus(life.keyId, 'Active');
  clock.advance(MINUTE);
  used()(life, undefined);
  aws.iam.setKeyStatus(life.keyId, 'Inactive');
  await on(life, 15, 19);
  return await heldOn(life, 22, 30);
}

/** AWS tells of a use two hours before the deactivation only afterwards. */
async function usedLate(): Promise<Life> {
  const life = await inGrace(world({ lastUsedLagMs: 6 * HOUR }));
  life.sandbox.clock.set(day(11) - 2 * HOUR);
  used()(life, undefined);
  await on(life, 11, 15, 19);
  return await heldOn(life, 22, 30);
}

/** The key was used while it waited for its deletion, or that is not known. */
export const UNUSED_SINCE: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'used ',
    says: SAYS,
    ends: [
      { how: 'brought back', play: lived(usedSince, undone(), 31), becomes: HELD_BY_UNDO },
      {
        how: 'released: the recovery time starts again',
        play: lived(usedSince, released, 31, 39),
        becomes: { reason: 'KEY_PENDING_DELETION' },
      },
      {
        how: 'released: the key goes after that time',
        play: lived(usedSince, released, 31, 33, 39, 40.1),
        becomes: DELETES,
      },
    ],
  },
  {
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
        becomes: DELETES,
      },
    ],
  },
];

/** A use before the deactivation came to light after it. */
export const LATE_USE: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'T',
    says: SAYS,
    ends: [
      { how: 'brought back', play: lived(usedLate, undone(), 31), becomes: HELD_BY_UNDO },
      {
        how: 'released: the recovery time starts again',
        play: lived(usedLate, released, 33),
        becomes: { reason: 'KEY_PENDING_DELETION' },
      },
      {
        how: 'released: the key goes after that time',
        play: lived(usedLate, released, 33, 37, 39, 40.1),
        becomes: DELETES,
      },
    ],
  },
];

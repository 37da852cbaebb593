import { days } from '../../../src/domain/time.ts';
import { world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { DEACTIVATES } from '../becomes.ts';
import { changed, extended, stillHeld, used } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived, on } from '../life.ts';

async function waitingForAdoption(): Promise<Life> {
  const life = lifeIn(world());
  changed('policy', { adoption: 'required-or-quiet', adoptionWait: days(30) })(life, undefined);
  await on(life, ...UP_TO_GRACE);
  return await heldOn(life, 11, 33, 37, 39);
}

/** Waits for the owner of the replacement. */
export const ADOPTION: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'nobody has used its replacement yet',
    day: 'passes',
    says: [
      'fetch the new key from the secret and to use it',
      '`policy.adoption: not-required`',
      'at the latest',
    ],
    ends: [
      { how: 'on that day', play: lived(waitingForAdoption, stillHeld(39.99), 40.01), becomes: DEACTIVATES },
      {
        how: 'the owner uses the new key',
        play: lived(waitingForAdoption, used(1), 39.5),
        becomes: { reason: 'KEY_PENDING_DEACTIVATION' },
      },
      {
        how: 'the owner is given more time',
        play: lived(waitingForAdoption, extended(60), 41, 59.9),
        becomes: { objections: [{ gate: 'standing-hold', detail: 'extend' }] },
      },
      {
        how: 'no owner is waited for',
        play: lived(waitingForAdoption, changed('policy', { adoption: 'not-required' }), 39.5),
        becomes: { reason: 'KEY_PENDING_DEACTIVATION' },
      },
    ],
  },
];

import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { WARNS } from '../becomes.ts';
import { inGrace } from '../beginnings.ts';
import { changed, deleted, made } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lived } from '../life.ts';

async function outside(): Promise<Life> {
  const life = await inGrace();
  changed('scope', { users: ['somebody-else'] })(life, undefined);
  return await heldOn(life, 11, 30);
}

/** The user has left the scope. */
export const SCOPE: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'scope',
    says: ['Widen `scope`', 'make it Inactive in IAM, and delete it later if nothing has failed'],
    ends: [
      {
        how: 'the scope is widened',
        play: lived(outside, changed('scope', DEFAULT_SETTINGS.scope), 31),
        becomes: WARNS,
      },
      { how: 'it is finished by hand', play: lived(outside, made('Inactive'), 31, 50, deleted(), 51) },
    ],
  },
];

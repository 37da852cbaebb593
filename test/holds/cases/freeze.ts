import { ROTATES } from '../becomes.ts';
import type { Ground } from '../hold-case.ts';
import { planned, untilDay, type World } from '../planned.ts';
import { DUE } from '../planned-worlds.ts';

const FROZEN: World = { ...DUE, freeze: [{ from: 90, until: 100, reason: 'year end' }] };

/** Nothing begins in a freeze. */
export const FREEZE: readonly Ground[] = [
  {
    state: 'waiting',
    detail: 'year end',
    day: 'passes',
    says: ['`safety.freeze`'],
    ends: [
      { how: 'on its last day', play: untilDay('one', FROZEN, { today: 100 }), becomes: ROTATES },
      {
        how: 'its dates are changed',
        play: planned('one', FROZEN, { after: { freeze: [] } }),
        becomes: ROTATES,
      },
    ],
  },
];

import { createConsoleNotifier } from '../../../src/notify/console.ts';
import { SILENT_HOST } from '../../../src/ports/host.ts';
import { world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { DEACTIVATES, WARNS } from '../becomes.ts';
import { broughtBack } from '../beginnings.ts';
import { changed, released } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived, on } from '../life.ts';
import { planned, untilDay } from '../planned.ts';
import { EXTENDED, oldUsed, told } from '../planned-worlds.ts';

const ANYWAY = { inUse: { afterwards: 'deactivate' } } as const;

async function untold(): Promise<Life> {
  const life = lifeIn(world());
  life.parts = { notifiers: [createConsoleNotifier(SILENT_HOST, false)] };
  await on(life, ...UP_TO_GRACE);
  return await heldOn(life, 11);
}

/** The owner was not told, or not early enough. */
export const NOTICE: readonly Ground[] = [
  {
    state: 'waiting',
    detail: 'the notice is too recent',
    day: 'passes',
    says: [],
    ends: [
      {
        how: 'on that day',
        play: untilDay(
          'old',
          {
            ...EXTENDED,
            keys: oldUsed(95),
            ledger: { ...EXTENDED.ledger, notices: [told(114.5, 114, { kind: 'warning', step: '1d' })] },
          },
          { today: 120 },
        ),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'the end of the extension was announced too recently',
    day: 'passes',
    says: [],
    ends: [
      {
        how: 'on that day',
        play: untilDay(
          'old',
          { ...EXTENDED, policy: ANYWAY, ledger: { ...EXTENDED.ledger, notices: [told(114, 113)] } },
          { today: 119 },
        ),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'the end of the extension',
    says: ['Tell the owner yourself and set `policy.notice: not-required`'],
    ends: [
      {
        how: 'the setting is changed',
        play: planned(
          'old',
          {
            ...EXTENDED,
            policy: ANYWAY,
            ledger: { ...EXTENDED.ledger, notices: [told(114, 100, { countsAsNotice: false })] },
          },
          { after: { policy: { ...ANYWAY, notice: 'not-required' } } },
        ),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'no notice was sent yet',
    says: ['Resolve everything else that holds the key. The first run after that'],
    ends: [
      { how: 'what else holds the key has ended', play: lived(broughtBack, released, 13), becomes: WARNS },
    ],
  },
  {
    state: 'blocked',
    detail: 'no channel that counts has accepted a notice',
    says: ['Tell the owner yourself and set `policy.notice: not-required`'],
    ends: [
      {
        how: 'the setting is changed',
        play: lived(untold, changed('policy', { notice: 'not-required' }), 12),
        becomes: DEACTIVATES,
      },
    ],
  },
];

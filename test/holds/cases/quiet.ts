import { hours } from '../../../src/domain/time.ts';
import { world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { DEACTIVATES } from '../becomes.ts';
import { changed, extended, used } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived, on } from '../life.ts';
import { planned, untilDay, type World } from '../planned.ts';
import { EXTENDED, HANDED_OVER, NEW, oldUsed, told } from '../planned-worlds.ts';

const HELD_FOR_USE = {
  held: [
    { key: 'old', signature: 'INSTALL_GRACE_PERIOD_END deactivate quiet', since: 115, restedOnUse: true },
  ],
};
/** One that was made only days before it is due. */
const YOUNG: World = {
  today: 100,
  policy: { installGrace: '1d', notice: 'not-required', adoption: 'not-required', inUse: { extend: '0d' } },
  keys: [
    { key: 'old', created: 97, used: 'never' },
    { ...NEW, created: 98.5, used: 99 },
  ],
  ledger: {
    keys: [
      { key: 'old', replacedBy: 'new' },
      { ...HANDED_OVER, provenAt: 98.5, promotedAt: 98.5 },
    ],
  },
};

/** The application goes on with the old key, which gets no extension. */
async function inUse(): Promise<Life> {
  const life = lifeIn(world());
  changed('policy', { inUse: { extend: hours(0), afterwards: 'hold' } })(life, undefined);
  await on(life, ...UP_TO_GRACE);
  used()(life, undefined);
  return await heldOn(life, 11);
}

/** The key is used, or may be. */
export const QUIET: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'last used',
    day: 'new date',
    says: [
      'The key is still in use',
      'Move the application to the user’s other key',
      'the owner is told a new date',
    ],
    ends: [
      {
        how: 'on that day the owner is told a new date',
        play: untilDay('old', EXTENDED, { today: 120.5, ledger: { ...EXTENDED.ledger, ...HELD_FOR_USE } }),
        becomes: { action: 'warn', warning: { pending: 'deactivate', anew: true } },
      },
      {
        how: 'on the new date the key goes',
        play: planned('old', EXTENDED, {
          after: {
            today: 128,
            ledger: {
              keys: [{ key: 'old', replacedBy: 'new', extendedUntil: 114, noticesFrom: 121 }, HANDED_OVER],
              notices: [told(114, 100), told(128, 121, { kind: 'warning', step: '7d' })],
            },
          },
        }),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'last used',
    day: 'new date',
    says: ['`keyturn resolve --user USER --extend DATE --reason TEXT`'],
    ends: [
      {
        how: 'given more time: when it is quiet that alone holds it',
        play: lived(inUse, extended(30), 20),
        becomes: { action: 'hold', objections: [{ gate: 'standing-hold', detail: 'extend' }] },
      },
      {
        how: 'the application was moved to the other key',
        play: lived(inUse, used(1), 12, 17),
        becomes: { action: 'warn', warning: { anew: true } },
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'last used',
    day: 'passes',
    says: ['if the key is not used before then'],
    ends: [
      {
        how: 'on that day, where owners need not be told',
        play: untilDay('old', { ...EXTENDED, policy: { notice: 'not-required' } }, { today: 120.5 }),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'made too recently',
    day: 'passes',
    says: ['It is not known that nobody uses the key', 'if the key is not used before then'],
    ends: [{ how: 'on that day', play: untilDay('old', YOUNG, { today: 103 }), becomes: DEACTIVATES }],
  },
  {
    state: 'blocked',
    detail: 'Throttling',
    says: ['It is not known that nobody uses the key', 'The next run reads it again'],
    ends: [
      {
        how: 'its use can be read again',
        play: planned('old', { ...EXTENDED, keys: oldUsed('unknown') }, { after: { keys: oldUsed(95) } }),
        becomes: DEACTIVATES,
      },
    ],
  },
];

import type { HoldCase } from './hold-case.ts';
import { planned, untilDay, type World } from './planned.ts';
import { EXTENDED, HANDED_OVER, NEW, oldUsed, told } from './planned-worlds.ts';

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
const DEACTIVATES = { action: 'deactivate' };
/** An unused key beside one that was switched off while it was in use. */
const LAST: World = {
  today: 141,
  policy: { notice: 'not-required' },
  keys: [
    { key: 'old', created: 0, used: 139, status: 'inactive' },
    { key: 'spare', created: 10, used: 'never' },
  ],
  ledger: { keys: [{ key: 'old', inactiveSince: 140 }] },
};

/** Holds of keys that are on their way out, as far as time and readings end them. */
export const RETIREMENT_CASES: readonly HoldCase[] = [
  {
    gate: 'quiet',
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
    gate: 'quiet',
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
    gate: 'quiet',
    state: 'blocked',
    detail: 'made too recently',
    day: 'passes',
    says: ['It is not known that nobody uses the key', 'if the key is not used before then'],
    ends: [{ how: 'on that day', play: untilDay('old', YOUNG, { today: 103 }), becomes: DEACTIVATES }],
  },
  {
    gate: 'quiet',
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
  {
    gate: 'last-key',
    state: 'blocked',
    detail: '1970-05-20',
    day: 'passes',
    says: ['make the key Inactive in IAM', 'if the user’s keys are not used before then'],
    ends: [
      {
        how: 'on that day',
        play: untilDay('spare', LAST, { today: 229 }),
        becomes: DEACTIVATES,
      },
      {
        how: 'the key is made Inactive in IAM',
        play: planned('spare', LAST, {
          after: { today: 160, keys: LAST.keys.map((key) => ({ ...key, status: 'inactive' as const })) },
        }),
        becomes: { action: 'none' },
      },
    ],
  },
  {
    gate: 'last-key',
    state: 'blocked',
    detail: '1970-05-20',
    day: 'new date',
    says: ['the owner is told a new date'],
    ends: [
      {
        how: 'on that day the owner is told a new date',
        play: untilDay(
          'spare',
          {
            ...LAST,
            policy: {},
            ledger: {
              ...LAST.ledger,
              notices: [
                {
                  key: 'spare',
                  reason: 'UNUSED_KEY_PENDING_DELETION',
                  step: '7d',
                  plannedFor: 141,
                  acceptedAt: 134,
                },
              ],
            },
          },
          {
            today: 229,
            ledger: {
              ...LAST.ledger,
              notices: [
                {
                  key: 'spare',
                  reason: 'UNUSED_KEY_PENDING_DELETION',
                  step: '7d',
                  plannedFor: 141,
                  acceptedAt: 134,
                },
              ],
              held: [
                {
                  key: 'spare',
                  signature: 'UNUSED_EXPIRED_KEY deactivate last-key',
                  since: 141,
                  restedOnUse: true,
                },
              ],
            },
          },
        ),
        becomes: { action: 'warn', warning: { anew: true } },
      },
    ],
  },
];

import { DEACTIVATES } from '../becomes.ts';
import { FORCE } from '../commands.ts';
import type { Ground } from '../hold-case.ts';
import { planned, untilDay } from '../planned.ts';
import { ALL_INACTIVE, LAST } from '../planned-worlds.ts';

const FORCED = { ...LAST.ledger, force: { keys: ['spare'], at: 141 } };
const TOLD = [
  { key: 'spare', reason: 'UNUSED_KEY_PENDING_DELETION', step: '7d', plannedFor: 141, acceptedAt: 134 },
];
const RESTED_ON_USE = [
  { key: 'spare', signature: 'UNUSED_EXPIRED_KEY deactivate last-key', since: 141, restedOnUse: true },
];

/** The only key that is left. */
export const LAST_KEY: readonly Ground[] = [
  {
    state: 'blocked',
    detail: '1970-05-20',
    day: 'passes',
    says: ['make the key Inactive in IAM', 'if the user’s keys are not used before then'],
    ends: [
      { how: 'on that day', play: untilDay('spare', LAST, { today: 229 }), becomes: DEACTIVATES },
      {
        how: 'the key is made Inactive in IAM',
        play: planned('spare', LAST, { after: { today: 160, keys: ALL_INACTIVE } }),
        becomes: { action: 'none' },
      },
    ],
  },
  {
    state: 'blocked',
    detail: '1970-05-20',
    day: 'new date',
    says: ['the owner is told a new date'],
    ends: [
      {
        how: 'on that day the owner is told a new date',
        play: untilDay(
          'spare',
          { ...LAST, policy: {}, ledger: { ...LAST.ledger, notices: TOLD } },
          { today: 229, ledger: { ...LAST.ledger, notices: TOLD, held: RESTED_ON_USE } },
        ),
        becomes: { action: 'warn', warning: { anew: true } },
      },
    ],
  },
  {
    state: 'blocked',
    detail: '1970-05-20',
    day: 'passes',
    says: [`${FORCE} makes a replacement as soon as the other key is deleted`],
    ends: [
      {
        how: 'a replacement is ordered, and waits for the other key',
        play: planned('spare', LAST, { after: { ledger: FORCED } }),
        becomes: { held: 'rotate', objections: [{ gate: 'free-slot', state: 'waiting' }] },
      },
      {
        how: 'and is made when that has left',
        play: planned('spare', LAST, { after: { today: 151, keys: LAST.keys.slice(1), ledger: FORCED } }),
        becomes: { action: 'rotate', reason: 'FORCED_ROTATION' },
      },
    ],
  },
];

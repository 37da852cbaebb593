import { soakGate } from '../../../src/policy/gates/soak.ts';
import type { HoldCase } from './hold-case.ts';
import { ofGate, planned, untilDay, type World } from './planned.ts';
import { EXTENDED, oldUsed, told } from './planned-worlds.ts';

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

/** Holds for want of a notice or of time, as far as time and settings end them. */
export const NOTICE_CASES: readonly HoldCase[] = [
  {
    gate: 'notice',
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
    gate: 'notice',
    state: 'waiting',
    detail: 'the end of the extension was announced too recently',
    day: 'passes',
    says: [],
    ends: [
      {
        how: 'on that day',
        play: untilDay(
          'old',
          {
            ...EXTENDED,
            policy: { inUse: { afterwards: 'deactivate' } },
            ledger: { ...EXTENDED.ledger, notices: [told(114, 113)] },
          },
          { today: 119 },
        ),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    gate: 'notice',
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
            policy: { inUse: { afterwards: 'deactivate' } },
            ledger: { ...EXTENDED.ledger, notices: [told(114, 100, { countsAsNotice: false })] },
          },
          { after: { policy: { inUse: { afterwards: 'deactivate' }, notice: 'not-required' } } },
        ),
        becomes: DEACTIVATES,
      },
    ],
  },
  {
    gate: 'soak',
    state: 'waiting',
    detail: 'recovery grace',
    day: 'passes',
    says: [],
    ends: [
      {
        how: 'on that day',
        play: () => {
          const world = { ...LAST, today: 145 };
          const early = ofGate(soakGate, 'old', { ...world, today: '150 - 1s' }, { today: 150 })();
          return { held: [...ofGate(soakGate, 'old', world, {})().held, ...early.held], after: early.after };
        },
      },
    ],
  },
  {
    gate: 'soak',
    state: 'blocked',
    detail: 'the key is not inactive',
    says: ['See in IAM why the key is not inactive'],
    ends: [
      {
        how: 'it is made Inactive, and its recovery time is over',
        play: ofGate(soakGate, 'spare', LAST, {
          today: 151,
          keys: LAST.keys.map((key) => ({ ...key, status: 'inactive' as const })),
          ledger: { keys: [{ key: 'spare', inactiveSince: 141 }] },
        }),
      },
    ],
  },
];

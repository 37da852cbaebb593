import { soakGate } from '../../../src/policy/gates/soak.ts';
import type { Ground } from '../hold-case.ts';
import { ofGate } from '../planned.ts';
import { ALL_INACTIVE, LAST } from '../planned-worlds.ts';

/** The recovery time is not over. */
export const SOAK: readonly Ground[] = [
  {
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
    state: 'blocked',
    detail: 'the key is not inactive',
    says: ['Find out in IAM why the key is not inactive'],
    ends: [
      {
        how: 'it is made Inactive, and its recovery time is over',
        play: ofGate(soakGate, 'spare', LAST, {
          today: 151,
          keys: ALL_INACTIVE,
          ledger: { keys: [{ key: 'spare', inactiveSince: 141 }] },
        }),
      },
    ],
  },
];

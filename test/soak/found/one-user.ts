import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import type { FaultPlan, Habit, Schedule, Step } from '../schedule.ts';

/** A schedule with one account and one user, whose one key is in use every day. */
export function oneUser(
  more: Partial<Schedule> & {
    readonly steps: readonly Step[];
    readonly age?: number;
    readonly habit?: Partial<Habit>;
  },
): Schedule {
  const { age = 95, habit, ...rest } = more;
  return {
    seed: 1,
    accounts: [
      {
        id: '111111111111',
        tags: {},
        users: [
          {
            name: 'u1',
            path: '/',
            tags: {},
            exemptByGroup: false,
            keys: [{ age, status: 'Active', usedAgo: 0 }],
            habit: {
              everyDays: 1,
              holdsAll: true,
              takesUpAfter: undefined,
              keepsBoth: false,
              callsForHelp: 0,
              ...habit,
            },
          },
        ],
      },
    ],
    settings: { ...DEFAULT_SETTINGS, exemptions: [{ group: 'Exempt' }] },
    lastDay: Math.max(...rest.steps.map(({ day }) => day)) + 1,
    sdk: false,
    ...rest,
  };
}

/** A run on a day, with what goes wrong in it. */
export function runOn(day: number, faults: FaultPlan = { points: [] }): Step {
  return { kind: 'run', day, seed: day * 3, style: 'plain', faults, forced: true };
}

import { type Dice, diceOf } from './dice.ts';
import type { FaultPlan, FaultPoint } from './schedule.ts';

/** What strikes one call. */
export interface Strike {
  /** How many calls of the process came before. */
  readonly place: number;
  /** Things that happen before the call goes out, or after its answer has come. */
  readonly points: readonly FaultPoint[];
  readonly fault?:
    | 'throttle'
    | 'lost-request'
    | 'lost-response'
    | 'server-error'
    | 'server-executed'
    | 'denied';
}

/** Tells, call by call and write by write, what goes wrong in one process. */
export interface Strikes {
  call(operation: string): Strike;
  write(): FaultPoint['what'] | undefined;
}

/** The strikes of a fault plan; chances are drawn from the seed. */
export function strikesOf(plan: FaultPlan, seed: number): Strikes {
  const dice = diceOf(seed);
  const byOperation = new Map<string, number>();
  let calls = 0;
  let writes = 0;
  return {
    call(operation) {
      const nth = byOperation.get(operation) ?? 0;
      byOperation.set(operation, nth + 1);
      const points = plan.points.filter(
        (point) =>
          !point.what.startsWith('ledger') &&
          (point.operation === undefined
            ? point.at === calls
            : point.operation === operation && point.at === nth),
      );
      calls += 1;
      const fault = plan.denied?.includes(operation) ? ('denied' as const) : rated(plan, dice);
      const place = calls - 1;
      return fault === undefined ? { points, place } : { points, place, fault };
    },
    write() {
      const point = plan.points.find(({ what, at }) => what.startsWith('ledger') && at === writes);
      writes += 1;
      return point?.what;
    },
  };
}

function rated(plan: FaultPlan, dice: Dice): Strike['fault'] {
  if (plan.rates === undefined) return undefined;
  const { throttle, lost, server } = plan.rates;
  if (dice.chance(throttle)) return 'throttle';
  if (dice.chance(lost)) return dice.pick(['lost-request', 'lost-response'] as const);
  if (dice.chance(server)) return dice.pick(['server-error', 'server-executed'] as const);
  return undefined;
}

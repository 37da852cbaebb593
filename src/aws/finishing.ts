import type { Caller } from './call.ts';

/**
 * The caller of one user's session: once it has sent a change its reads go on, whoever wants the run to end.
 *
 * A rotation of which half was done may need one more reading to be finished, and the user would stay in between.
 */
export function finishing(caller: Caller): Caller {
  let hasBegun = false;
  return {
    ...caller,
    read: (...call) => (hasBegun ? caller.readToFinish(...call) : caller.read(...call)),
    repeatable: (...call) => {
      hasBegun = true;
      return caller.repeatable(...call);
    },
    once: (...call) => {
      hasBegun = true;
      return caller.once(...call);
    },
  };
}

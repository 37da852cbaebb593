import type { Decision } from '../../src/domain/decision.ts';
import { keyContext } from '../../src/policy/context.ts';
import type { Gate } from '../../src/policy/gates/gate.ts';
import { planUser } from '../../src/policy/plan-user.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { contextOf } from '../scenarios/scenario-input.ts';
import { keyId } from '../scenarios/scenario-time.ts';
import type { Played } from './hold-case.ts';

/** A user as a run finds it. */
export type World = Omit<Scenario, 'name' | 'expect'>;

/** A key of a world that is held in it, in the worlds `before`, and in the world `then` no more. */
export function planned(
  key: string,
  world: World,
  to: { readonly before?: readonly Partial<World>[]; readonly after: Partial<World> },
): () => Played {
  const of = (change: Partial<World>): Decision | undefined => decisionOf(key, { ...world, ...change });
  return () => ({
    held: [{}, ...(to.before ?? [])].map((change) => present(of(change))),
    after: of(to.after),
  });
}

/** A key whose hold names no change of the world, only time: held until a second before that day. */
export function untilDay(
  key: string,
  world: World,
  after: Partial<World> & { readonly today: number },
): () => Played {
  return planned(key, world, { before: [{ ...after, today: `${after.today} - 1s` }], after });
}

/** The decision as one gate alone would make it, for gates that no rule lets come into play. */
export function ofGate(gate: Gate, key: string, world: World, after: Partial<World>): () => Played {
  const of = (given: World): Decision => {
    const decision = present(decisionOf(key, given));
    const context = contextOf({ ...given, name: 'gate', expect: [] });
    const wanted = context.facts.keys.find(({ id }) => id === keyId(key));
    const objection = wanted === undefined ? undefined : gate(keyContext(context, wanted));
    return { ...decision, objections: objection === undefined ? [] : [objection] };
  };
  return () => ({ held: [of(world)], after: of({ ...world, ...after }) });
}

function decisionOf(key: string, world: World): Decision | undefined {
  const decisions = planUser(contextOf({ ...world, name: 'planned', expect: [] }));
  return decisions.find((decision) => decision.keyId === keyId(key));
}

function present(decision: Decision | undefined): Decision {
  if (decision === undefined) throw new Error('The key is not there while it is to be held');
  return decision;
}

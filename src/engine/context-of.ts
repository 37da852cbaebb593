import type { UserMemory } from '../domain/memory.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { UserContext } from '../policy/context.ts';
import { exemptionOf } from '../policy/exemption.ts';
import { canaryObjection, freezeOf, freezesOf } from '../policy/pauses.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import type { Engine } from './engine.ts';

/** What planning needs of the engine. */
export type Planning = Pick<Engine, 'settings' | 'clock' | 'canary' | 'ownKeys' | 'reachesOwners'>;

/** The planner's input for a user, now: with the policy, the exemption and the pauses that hold for this user. */
export function contextOf(engine: Planning, facts: UserFacts, memory: UserMemory): UserContext {
  const { settings, canary } = engine;
  const now = engine.clock.now();
  const { policy, unreadable } = resolvePolicy(settings, facts);
  const exemption = exemptionOf(facts, settings.exemptions, now);
  const first = settings.safety.canary;
  const freezes = freezesOf(facts.account, settings.safety.freeze);
  return {
    facts,
    memory,
    policy,
    // What decides about the policy cannot be read: then nothing is done to the user, as if it were exempt.
    exemption:
      exemption.exempt === false && unreadable !== undefined
        ? { exempt: 'unreadable', why: unreadable }
        : exemption,
    pauses: [
      ...freezeOf(facts.account, settings.safety.freeze, now),
      ...(first === undefined ? [] : canaryObjection(facts.account, first, canary)),
    ],
    ...(freezes.length === 0 ? {} : { freezes }),
    ...(engine.reachesOwners === undefined ? {} : { reachesOwners: engine.reachesOwners }),
    now,
  };
}

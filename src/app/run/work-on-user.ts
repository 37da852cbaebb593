import type { UserFailure } from '../../domain/coverage.ts';
import { blankMemory, type UserMemory } from '../../domain/memory.ts';
import type { UserFacts } from '../../domain/user-facts.ts';
import { contextOf } from '../../engine/context-of.ts';
import type { Engine } from '../../engine/engine.ts';
import { failed } from '../../engine/outcome.ts';
import { idlePlan, planFor, planOnly, processUser, type UserResult } from '../../engine/process-user.ts';
import { previewTakeOver } from '../../engine/rotate/preview.ts';
import { type ForceWish, orderOf, recordOrder } from '../force-order.ts';

/**
 * Whether what is remembered of a user will do: nothing is due, and nothing differs from what the ledger knows. Of a user
 * whom an interrupted run has read, and the ledger does not know yet, the first sighting is still to be written down.
 */
export function isIdle(engine: Engine, facts: UserFacts, memory: UserMemory): boolean {
  if (memory.keys.length > 0) return idlePlan(engine, facts, memory) !== undefined;
  return planFor(engine, facts, memory).every((decision) => decision.action === 'none');
}

/** One user's work; whatever goes wrong about this user alone ends here. */
export async function workOnUser(
  engine: Engine,
  user: {
    readonly facts: UserFacts;
    readonly memory: UserMemory | undefined;
    readonly enforce: boolean;
    /** An order to replace keys now, whatever their age. */
    readonly force?: ForceWish;
  },
): Promise<UserResult> {
  const { facts, enforce, force } = user;
  try {
    const memory = user.memory ?? blankMemory(facts.account.id, facts.userId);
    const order = force === undefined ? undefined : orderOf(engine, facts, force);
    // Recording a first sighting is all that may come of remembered facts; a change would read the user again anyway.
    const settled = facts.remembered === true && memory.keys.length > 0;
    // No order about an exempt user is kept: it would be carried out on the day on which the exemption ends.
    const refused = order !== undefined && contextOf(engine, facts, memory).exemption.exempt !== false;
    if (!enforce || settled || refused) {
      const known = order === undefined ? memory : { ...memory, force: order };
      const decisions = await planOnly(engine, facts, known);
      const shown = enforce ? decisions : await previewTakeOver(engine, facts, { decisions, memory });
      return { decisions: shown, executed: [] };
    }
    if (order !== undefined) await recordOrder(engine, order);
    const idle = order === undefined ? idlePlan(engine, facts, memory) : undefined;
    return idle === undefined ? await processUser(engine, facts) : { decisions: idle, executed: [] };
  } catch (error) {
    const outcome = failed(error);
    const failure = outcome.status === 'failed' ? { failure: outcome } : {};
    return { decisions: [], executed: [], ...failure };
  }
}

/** The failures of one user, its own and those of what was done to it. */
export function failuresOf(facts: UserFacts, result: UserResult): readonly UserFailure[] {
  const { failure, executed } = result;
  const own =
    failure === undefined ? [] : [{ userName: facts.userName, code: failure.code, why: failure.why }];
  const acts = executed.flatMap(({ decision, outcome }) =>
    outcome.status === 'failed'
      ? [{ userName: decision.userName, code: outcome.code, why: outcome.why }]
      : [],
  );
  return [...own, ...acts];
}

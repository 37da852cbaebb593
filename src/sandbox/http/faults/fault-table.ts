import type { FaultCall } from '../../faults/fault.ts';
import type { FaultInjector } from '../../faults/injector.ts';
import { createRandom } from '../../random.ts';
import { type DeclaredRule, fits } from './fault-rule.ts';

/** A rule with what came of it so far. */
export interface SerializedRule extends DeclaredRule {
  readonly id: number;
  /** Calls that it is about. */
  readonly matched: number;
  /** Calls that it befell. */
  readonly applied: number;
}

/** The fault rules that were given as data. */
export interface FaultTable {
  add(rule: DeclaredRule): SerializedRule;
  list(): readonly SerializedRule[];
  /** Removes one; false when there is none of that number. */
  remove(id: number): boolean;
  /** Removes all of them, and lets processes that died start again. */
  clear(): void;
}

interface Entry {
  readonly id: number;
  readonly rule: DeclaredRule;
  readonly off: () => void;
  matched: number;
  applied: number;
}

/** Makes a table without rules. Chance comes from a seed: the same calls in the same order meet the same faults. */
export function createFaultTable(injector: FaultInjector, seed = 1): FaultTable {
  const random = createRandom(seed);
  const entries = new Map<number, Entry>();
  let lastId = 0;
  const strikes = (entry: Entry, call: FaultCall): boolean => {
    const { rule } = entry;
    if (!fits(rule, call)) return false;
    entry.matched += 1;
    if (entry.matched <= rule.after) return false;
    if (rule.times !== 'always' && entry.applied >= rule.times) return false;
    if (random.share(`${entry.id}/${call.index}`) >= rule.share) return false;
    entry.applied += 1;
    return true;
  };
  return {
    add: (rule) => {
      lastId += 1;
      const entry: Entry = {
        id: lastId,
        rule,
        matched: 0,
        applied: 0,
        off: injector.on((call) => (strikes(entry, call) ? rule.fault : undefined)),
      };
      entries.set(entry.id, entry);
      return serialized(entry);
    },
    list: () => [...entries.values()].map(serialized),
    remove: (id) => {
      entries.get(id)?.off();
      return entries.delete(id);
    },
    clear: () => {
      for (const entry of entries.values()) entry.off();
      entries.clear();
      injector.revive();
    },
  };
}

function serialized({ id, rule, matched, applied }: Entry): SerializedRule {
  return { id, ...rule, matched, applied };
}

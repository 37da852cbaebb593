import type { AccountId } from '../domain/ids.ts';
import type { Budget } from '../ports/budget.ts';

/** A budget that is counted in this process: for runs that one process makes as a whole. */
export function createBudget(limits: {
  readonly maxChangesPerRun: number;
  readonly maxChangesPerAccount: number;
}): Budget {
  const taken = new Map<string, number>();
  const add = (name: string, change: number): void => {
    taken.set(name, (taken.get(name) ?? 0) + change);
  };
  return {
    async take(runId, accountId) {
      const inRun = taken.get(runId) ?? 0;
      const inAccount = taken.get(placeOf(runId, accountId)) ?? 0;
      if (inRun >= limits.maxChangesPerRun || inAccount >= limits.maxChangesPerAccount) return false;
      add(runId, 1);
      add(placeOf(runId, accountId), 1);
      return true;
    },
    async giveBack(runId, accountId) {
      add(runId, -1);
      add(placeOf(runId, accountId), -1);
    },
  };
}

function placeOf(runId: string, accountId: AccountId): string {
  return `${runId}/${accountId}`;
}

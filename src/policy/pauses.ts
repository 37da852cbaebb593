import type { Objection } from '../domain/decision.ts';
import type { FreezeWindow } from '../domain/rollout.ts';
import type { Instant } from '../domain/time.ts';
import type { Account } from '../domain/user-facts.ts';

/** Whether accounts that are not canaries may be changed yet. */
export type CanaryState =
  | { readonly open: true }
  | { readonly open: false; readonly until?: Instant; readonly why: string };

/** The freeze that is in force for an account, as an objection to every change that would begin now. */
export function freezeOf(
  account: Account,
  windows: readonly FreezeWindow[],
  now: Instant,
): readonly Objection[] {
  const freeze = freezeAt(freezesOf(account, windows), now);
  return freeze === undefined ? [] : [freeze];
}

/** The freeze among these that is in force at a time, the longest of several. */
export function freezeAt(windows: readonly FreezeWindow[], at: Instant): Objection | undefined {
  const inForce = windows.filter(({ from, until }) => at >= from && at < until);
  const last = [...inForce].sort((a, b) => b.until - a.until)[0];
  if (last === undefined) return undefined;
  return { gate: 'freeze', state: 'waiting', until: last.until, detail: last.reason ?? 'a freeze' };
}

/** Every freeze that concerns an account, whenever it is. */
export function freezesOf(account: Account, windows: readonly FreezeWindow[]): readonly FreezeWindow[] {
  return windows.filter((window) => concerns(window, account));
}

/** What the canary has against changes in an account. */
export function canaryObjection(
  account: Account,
  canary: { readonly accounts: readonly string[]; readonly organizationalUnits: readonly string[] },
  state: CanaryState,
): readonly Objection[] {
  if (state.open || isCanary(account, canary)) return [];
  const until = state.until === undefined ? {} : { until: state.until };
  return [{ gate: 'canary', state: 'waiting', ...until, detail: state.why }];
}

/** Whether an account is among those that go first. */
export function isCanary(
  account: Account,
  canary: { readonly accounts: readonly string[]; readonly organizationalUnits: readonly string[] },
): boolean {
  return (
    canary.accounts.includes(account.id) ||
    account.organizationalUnits.some((unit) => canary.organizationalUnits.includes(unit))
  );
}

function concerns(window: FreezeWindow, account: Account): boolean {
  const { accounts = [], organizationalUnits = [] } = window;
  if (accounts.length === 0 && organizationalUnits.length === 0) return true;
  return isCanary(account, { accounts, organizationalUnits });
}

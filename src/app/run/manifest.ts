import type { AccountCoverage } from '../../domain/coverage.ts';
import type { Decision } from '../../domain/decision.ts';
import { KeyturnError } from '../../domain/errors.ts';
import type { AccountId, UserId } from '../../domain/ids.ts';
import type { Narrowing } from '../../domain/narrowing.ts';
import type { Instant } from '../../domain/time.ts';
import type { Account, Readable } from '../../domain/user-facts.ts';
import type { CanaryState } from '../../policy/pauses.ts';
import type { KillSwitchAnswer } from '../../ports/kill-switch.ts';
import type { ForceWish } from '../force-order.ts';

/** An account as plain data: its tags are pairs. */
export type PlainAccount = Omit<Account, 'tags'> & {
  readonly tags?: Readable<readonly (readonly [string, string])[]>;
};

/** One account that a run works on. */
export interface AccountTask {
  readonly account: PlainAccount;
  /**
   * `canary`: among the accounts that go first. `outside`: the configuration leaves it out by now, and only what was begun
   * there is looked after.
   */
  readonly wave: 'canary' | 'rest' | 'outside';
  /** Only these users. */
  readonly only?: readonly UserId[];
  /** Of an account outside: why it is. */
  readonly outside?: string;
}

/**
 * What a run is about, found out once at its begin: the ground of every later stage.
 *
 * Plain data that survives JSON. A stage that is given a manifest of another version refuses it.
 */
export interface Manifest {
  readonly schema: 'keyturn/manifest/v1';
  readonly runId: string;
  readonly startedAt: Instant;
  /** What was asked for; whether anything may be changed, `stop` says as well. */
  readonly enforce: boolean;
  readonly stop: KillSwitchAnswer;
  /** The run looks at some accounts or users only. */
  readonly partial: boolean;
  readonly caller: { readonly accountId: string; readonly arn: string };
  readonly organizationId?: string;
  readonly tasks: readonly AccountTask[];
  /** Accounts of which everything is known before any is entered. */
  readonly settled: readonly AccountCoverage[];
  /** Ids of all accounts in the order in which the organization lists them. */
  readonly listed: readonly AccountId[];
  /** Accounts that go first, whether this run works on them or not. */
  readonly canaries: readonly { readonly accountId: AccountId; readonly frozen: boolean }[];
  /** What earlier runs say of the canaries. */
  readonly canary: CanaryState;
  /** A new ledger began that nobody asked for: the run stops at the first secret of another one. */
  readonly ledgerIsUnasked: boolean;
  /** Everybody is read, whatever a credential report says. */
  readonly readAll: boolean;
  readonly narrowed?: Narrowing;
  readonly approved?: readonly Decision[];
  readonly force?: ForceWish;
}

/** An account as it crosses a border. */
export function plainAccount({ tags, ...account }: Account): PlainAccount {
  if (tags === undefined) return account;
  return { ...account, tags: tags.known ? { known: true, value: [...tags.value] } : tags };
}

/** The account that crossed a border. */
export function accountOf({ tags, ...account }: PlainAccount): Account {
  if (tags === undefined) return account;
  return { ...account, tags: tags.known ? { known: true, value: new Map(tags.value) } : tags };
}

/** Refuses what another version of Keyturn has found out: its words may mean something else. Errors: RUN_OTHER_VERSION. */
export function assertManifest(manifest: { readonly schema: string }): void {
  if (manifest.schema !== 'keyturn/manifest/v1') throw otherVersion(manifest.schema);
}

/** Another version began this run, or worked on a part of it. */
export function otherVersion(schema: string): KeyturnError {
  return new KeyturnError({
    code: 'RUN_OTHER_VERSION',
    message: `Another version of Keyturn worked on a part of this run (${schema}).`,
    next: 'Let this run end, and begin a new one when all workers have the same version. Nothing is lost.',
  });
}

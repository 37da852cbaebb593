import type { Settings } from '../config/settings.ts';
import type { LastUsed } from '../domain/access-key.ts';
import type { UserFailure } from '../domain/coverage.ts';
import type { AccessKeyId, UserId } from '../domain/ids.ts';
import { blankMemory, type UserMemory } from '../domain/memory.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { keysWhoseUseMatters } from '../policy/needs.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountReader, Cloud, UserHeader } from '../ports/cloud.ts';

/** What was read of one account. */
export interface AccountScan {
  readonly account: Account;
  readonly userCount: number;
  /** Every user that IAM listed, with or without keys. */
  readonly listed: ReadonlySet<UserId>;
  /** Names of all groups that any user is in, in lower case. */
  readonly groups: ReadonlySet<string>;
  /** Users that have keys, or about whom something is unfinished. */
  readonly users: readonly UserFacts[];
  readonly failures: readonly UserFailure[];
}

/** What a scan needs besides the account. */
export interface ScanContext {
  readonly cloud: Cloud;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly memories: ReadonlyMap<UserId, UserMemory>;
}

/**
 * Reads the users of an account and their keys, one after the other: IAM's request rate belongs to the account and is
 * shared with everybody, so parallel reading inside one account only earns throttling.
 *
 * A failure to enter the account or to list its users is the caller's to handle; a failure about one user is recorded
 * and touches no other.
 */
export async function scanAccount(context: ScanContext, account: Account): Promise<AccountScan> {
  const reader = await context.cloud.openAccount(account);
  const headers = await reader.listUsers();
  const users: UserFacts[] = [];
  const failures: UserFailure[] = [];
  for (const header of headers) {
    try {
      const facts = await readUser(context, account, { reader, header });
      // A user whose keys are all gone is looked at once more if something was left unfinished.
      const unfinished = context.memories.get(header.userId)?.openSaga !== undefined;
      if (facts.keys.length > 0 || unfinished) users.push(facts);
    } catch (error) {
      if (!isCallFailure(error)) throw error;
      // A user deleted between the listing and this call is no failure.
      if (error.kind === 'not-found') continue;
      failures.push({ userName: header.userName, code: error.awsCode, why: error.message });
    }
  }
  const listed = new Set(headers.map((header) => header.userId));
  const names = headers.flatMap((header) => (header.groups.known ? header.groups.value : []));
  const groups = new Set(names.map((name) => name.toLowerCase()));
  return { account, userCount: headers.length, listed, groups, users, failures };
}

async function readUser(
  context: ScanContext,
  account: Account,
  from: { reader: AccountReader; header: UserHeader },
): Promise<UserFacts> {
  const { reader, header } = from;
  const keys = await reader.listAccessKeys(header.userName);
  const now = context.clock.now();
  const memory = context.memories.get(header.userId) ?? blankMemory(account.id, header.userId);
  const lastUsed = new Map<AccessKeyId, LastUsed>();
  for (const keyId of keysWhoseUseMatters(keys, memory, { policy: context.settings.policy, now })) {
    lastUsed.set(keyId, await reader.lastUsed(keyId));
  }
  const { userId, userName, arn: userArn, tags, groups } = header;
  return { account, userId, userName, userArn, tags, groups, keys, lastUsed, readAt: now };
}

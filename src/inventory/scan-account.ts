import pMap from 'p-map';
import type { Settings } from '../config/settings.ts';
import type { LastUsed } from '../domain/access-key.ts';
import type { UserFailure } from '../domain/coverage.ts';
import type { CredentialReport, CredentialRow } from '../domain/credential-report.ts';
import type { AccessKeyId, UserId } from '../domain/ids.ts';
import { blankMemory, type UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import { type Duration, type Instant, plus } from '../domain/time.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { keysWhoseUseMatters } from '../policy/needs.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { matchesGlob, matchesPath, pathOf } from '../policy/selector.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountReader, Cloud, UserHeader } from '../ports/cloud.ts';
import type { ReadNotes } from './read-notes.ts';
import { readingOf, readRecordOf } from './reading-list.ts';
import { usableReport } from './usable-report.ts';

/** What was read of one account. */
export interface AccountScan {
  readonly account: Account;
  readonly userCount: number;
  /** Every user that IAM listed, with or without keys, in scope or not. */
  readonly listed: ReadonlySet<UserId>;
  /** Names of all groups that any user is in, in lower case. */
  readonly groups: ReadonlySet<string>;
  /** Users that have keys, or about whom something is unfinished. */
  readonly users: readonly UserFacts[];
  /** What the credential report says, by user; empty when it could not be used. */
  readonly rows: ReadonlyMap<UserId, CredentialRow>;
  /** Users in scope without a key. */
  readonly keyless: readonly UserHeader[];
  readonly failures: readonly UserFailure[];
  /** Why the credential report could not be used, if it was asked for. */
  readonly reportUnusable?: string;
}

/** What a scan needs besides the account. */
export interface ScanContext {
  readonly cloud: Cloud;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly memories: ReadonlyMap<UserId, UserMemory>;
  readonly reads: ReadonlyMap<UserId, ReadRecord>;
  /** Takes note of what was read, in portions, so that an interrupted run need not read it again. */
  readonly note: ReadNotes;
  /** A dry run has AWS make nothing, a credential report neither. */
  readonly enforce: boolean;
  /** Only these users, and nobody else; they are read in any case. */
  readonly only?: ReadonlySet<UserId>;
  /** Whether anything is planned for a user from what is remembered of it: then it has to be read. */
  /** How far ahead is looked: then everybody is read, and the use of every key that will be due by then. */
  readonly horizon?: Duration;
  readonly isIdle: (facts: UserFacts, memory: UserMemory) => boolean;
}

/** Requests of one account that may be under way; how fast they follow one another is the limiter's to say. */
const READS_AT_ONCE = 16;

/**
 * Reads the users of an account, and the keys of those about whom anything may have changed or be due.
 *
 * A failure to enter the account or to list its users is the caller's to handle; a failure about one user is recorded
 * and touches no other.
 */
export async function scanAccount(context: ScanContext, account: Account): Promise<AccountScan> {
  const reader = await context.cloud.openAccount(account);
  const headers = await reader.listUsers();
  const { only } = context;
  const wanted = headers.filter((header) =>
    only === undefined ? isInScope(header, context.settings) : only.has(header.userId),
  );
  const everybody = only !== undefined || context.horizon !== undefined || wanted.length <= 1;
  const useReport = !everybody && context.settings.reading.credentialReport;
  const { report, unusable } = useReport ? await usableReport(reader, context.clock, context.enforce) : {};
  const rows = rowsOf(wanted, report);
  const users: UserFacts[] = [];
  const keyless: UserHeader[] = [];
  const failures: UserFailure[] = [];
  await pMap(
    wanted,
    async (header) => {
      try {
        const facts = await factsOf({ context, account, reader, report }, header);
        // A user whose keys are all gone is looked at once more if something was left unfinished.
        const unfinished = context.memories.get(header.userId)?.openSaga !== undefined;
        if (facts.keys.length > 0 || unfinished) users.push(facts);
        else keyless.push(header);
      } catch (error) {
        if (!isCallFailure(error)) throw error;
        // A user deleted between the listing and this call is no failure.
        if (error.kind === 'not-found') return;
        failures.push({ userName: header.userName, code: error.awsCode, why: error.message });
      }
    },
    { concurrency: READS_AT_ONCE },
  );
  await context.note.flush();
  const listed = new Set(headers.map((header) => header.userId));
  const names = headers.flatMap((header) => (header.groups.known ? header.groups.value : []));
  const groups = new Set(names.map((name) => name.toLowerCase()));
  const failed = unusable === undefined ? {} : { reportUnusable: unusable };
  return { account, userCount: wanted.length, listed, groups, users, rows, keyless, failures, ...failed };
}

interface ScanOf {
  readonly context: ScanContext;
  readonly account: Account;
  readonly reader: AccountReader;
  readonly report: CredentialReport | undefined;
}

/** The facts about a user: read now, or as they were last read when that will do. */
async function factsOf(scan: ScanOf, header: UserHeader): Promise<UserFacts> {
  const { context, account, report } = scan;
  const { userId, arn: userArn } = header;
  const memory = context.memories.get(userId);
  const last = context.reads.get(userId);
  const now = context.clock.now();
  const { sweepEvery } = context.settings.reading;
  if (context.only === undefined) {
    const reading = readingOf({ userId, userArn, memory, last, report }, { now, sweepEvery });
    if (reading === 'not-needed') {
      const facts = rememberedFacts(account, header, {
        last,
        at: last?.readAt ?? report?.generatedAt ?? now,
      });
      if (last === undefined) await noteReading(scan, header, facts);
      if (isUndisturbed(context, facts, memory)) return facts;
    }
  }
  return await readUser(scan, header);
}

/** Nothing is due, near, or different from what the ledger knows: what was last read will do. */
function isUndisturbed(context: ScanContext, facts: UserFacts, memory: UserMemory | undefined): boolean {
  const known = memory ?? blankMemory(facts.account.id, facts.userId);
  const living = known.keys.filter((key) => key.goneAt === undefined).map((key) => key.keyId);
  if (living.some((keyId) => !facts.keys.some((key) => key.id === keyId))) return false;
  const { policy } = resolvePolicy(context.settings, facts);
  if (keysWhoseUseMatters(facts.keys, known, { policy, now: context.clock.now() }).length > 0) return false;
  return context.isIdle(facts, known);
}

async function readUser(scan: ScanOf, header: UserHeader): Promise<UserFacts> {
  const { context, account, reader } = scan;
  const keys = await reader.listAccessKeys(header.userName);
  const now = context.clock.now();
  const memory = context.memories.get(header.userId) ?? blankMemory(account.id, header.userId);
  const { userId, userName, arn: userArn, tags, groups } = header;
  const bare = { account, userId, userName, userArn, tags, groups, keys, readAt: now };
  const { policy } = resolvePolicy(context.settings, { ...bare, lastUsed: new Map() });
  const lastUsed = new Map<AccessKeyId, LastUsed>();
  const until = plus(now, context.horizon ?? 0);
  // Who is looked at by name may be about to be given an order, on which the use of every key may bear.
  const matters =
    context.only === undefined
      ? keysWhoseUseMatters(keys, memory, { policy, now: until })
      : keys.map((key) => key.id);
  for (const keyId of matters) {
    lastUsed.set(keyId, await reader.lastUsed(keyId));
  }
  const facts = { ...bare, lastUsed };
  await noteReading(scan, header, facts);
  return facts;
}

async function noteReading(scan: ScanOf, header: UserHeader, facts: UserFacts): Promise<void> {
  const row = scan.report?.rows.get(header.arn);
  const user = { accountId: scan.account.id, userId: header.userId, userName: header.userName };
  await scan.context.note.add(readRecordOf(user, { at: facts.readAt, keys: facts.keys, row }));
}

/** A user as it was last read; one that was never read has no keys, as its row says. */
function rememberedFacts(
  account: Account,
  header: UserHeader,
  known: { readonly last: ReadRecord | undefined; readonly at: Instant },
): UserFacts {
  const { userId, userName, arn: userArn, tags, groups } = header;
  return {
    account,
    userId,
    userName,
    userArn,
    tags,
    groups,
    keys: known.last?.keys ?? [],
    lastUsed: new Map(),
    readAt: known.at,
    remembered: true,
  };
}

function isInScope(header: UserHeader, { scope }: Settings): boolean {
  const byName = scope.users.length === 0 || matchesGlob(header.userName, scope.users);
  return byName && (scope.paths.length === 0 || matchesPath(pathOf(header.arn), scope.paths));
}

function rowsOf(
  headers: readonly UserHeader[],
  report: CredentialReport | undefined,
): ReadonlyMap<UserId, CredentialRow> {
  const rows = new Map<UserId, CredentialRow>();
  for (const header of headers) {
    const row = report?.rows.get(header.arn);
    if (row !== undefined) rows.set(header.userId, row);
  }
  return rows;
}

import type { LastUsed } from '../domain/access-key.ts';
import type { UserByReport } from '../domain/by-report.ts';
import type { CredentialRow } from '../domain/credential-report.ts';
import type { AccessKeyId, UserId } from '../domain/ids.ts';
import { blankMemory, type UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { exemptionOf } from '../policy/exemption.ts';
import { keysWhoseUseMatters } from '../policy/needs.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import type { UserHeader } from '../ports/cloud.ts';
import type { AccountReading } from './account-reading.ts';
import { readingOf } from './reading-list.ts';
import { rowWillDo } from './row-will-do.ts';
import type { ScanContext } from './scan-context.ts';
import { outsideScope } from './scope.ts';
import { askSecret, isSecretsTurn } from './secret-turn.ts';

/** What is known of a user: its keys, read now or as last read, or only what its row of the credential report tells. */
export type Known =
  | { readonly facts: UserFacts; readonly byReport?: undefined }
  | { readonly facts?: undefined; readonly byReport: UserByReport };

/** The facts about a user: read now, or as they were last read when that will do; else what the report says. */
export async function readUser(reading: AccountReading, header: UserHeader): Promise<Known> {
  const { context, account } = reading;
  const { userId, arn: userArn } = header;
  const memory = context.memories.get(userId);
  const last = context.reads.get(userId);
  const report = reading.report();
  const now = context.clock.now();
  const { sweepEvery } = context.settings.reading;
  if (context.only === undefined && context.readAll !== true) {
    const rowWillDo = (row: CredentialRow): boolean => mayWait(reading, header, row);
    const need = readingOf({ userId, userArn, memory, last, report }, { now, sweepEvery, rowWillDo });
    if (need === 'by-report') {
      const byReport = userByReport(reading, header);
      if (byReport !== undefined) return { byReport };
    }
    const quiet = need === 'not-needed' && !isSecretsTurn(context, userId, last?.keys ?? []);
    if (quiet && outsideScope(header, context) === undefined) {
      const at = last?.readAt ?? report?.generatedAt ?? now;
      const facts = rememberedFacts(account, header, { last, at });
      if (last === undefined || last.byReport === true) await reading.note(header, facts);
      if (isUndisturbed(context, facts, memory)) return { facts };
    }
  }
  return { facts: await readNow(reading, header) };
}

/** Whether a row alone will do: everything that decides about the user's policy is known, and nothing is near by it. */
function mayWait(
  { context, account, report }: AccountReading,
  header: UserHeader,
  row: CredentialRow,
): boolean {
  const found = report();
  if (found === undefined || context.horizon !== undefined) return false;
  if (outsideScope(header, context) !== undefined || !header.tags.known || !header.groups.known) return false;
  if (mayHoldOwnKey(context, header)) return false;
  const { policy, unreadable } = resolvePolicy(context.settings, bareFacts(account, header));
  return unreadable === undefined && rowWillDo(row, found, { policy, now: context.clock.now() });
}

/** IAM makes keys for names: of a namesake of this user, Keyturn may have made a key that is under this one now. */
function mayHoldOwnKey({ ownKeys }: ScanContext, { userId, userName }: UserHeader): boolean {
  const name = userName.toLowerCase();
  const isNamesake = (one: { readonly userId: UserId; readonly userName: string }): boolean =>
    one.userId !== userId && one.userName.toLowerCase() === name;
  return ownKeys?.lost.some(isNamesake) === true || [...(ownKeys?.made.values() ?? [])].some(isNamesake);
}

function userByReport(
  { context, account, report }: AccountReading,
  header: UserHeader,
): UserByReport | undefined {
  const found = report();
  const row = found?.rows.get(header.arn);
  if (found === undefined || row === undefined) return undefined;
  const facts = bareFacts(account, header);
  const exemption = exemptionOf(facts, context.settings.exemptions, context.clock.now());
  return {
    accountId: account.id,
    accountName: account.name,
    userId: header.userId,
    userName: header.userName,
    reportOf: found.generatedAt,
    limit: resolvePolicy(context.settings, facts).policy.rotateAfter,
    keys: row.keys.flatMap(({ active, lastRotated, lastUsedAt }) => {
      if (!active && lastRotated === undefined && lastUsedAt === undefined) return [];
      return [{ active, ...(lastRotated === undefined ? {} : { since: lastRotated }) }];
    }),
    ...(exemption.exempt === true ? { exempt: exemption.by } : {}),
  };
}

/** What decides about policy and exemptions, without any key. */
function bareFacts(account: Account, header: UserHeader): UserFacts {
  return rememberedFacts(account, header, { last: undefined, at: 0 as Instant });
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

async function readNow(reading: AccountReading, header: UserHeader): Promise<UserFacts> {
  const { context, account, reader } = reading;
  const keys = await reader.listAccessKeys(header.userName);
  const now = context.clock.now();
  const memory = context.memories.get(header.userId) ?? blankMemory(account.id, header.userId);
  const { userId, userName, arn: userArn, tags, groups } = header;
  const { listedAt } = reading;
  const why = outsideScope(header, context);
  const outside = why === undefined ? {} : { outsideScope: why };
  const bare = { account, userId, userName, userArn, tags, groups, keys, readAt: now, listedAt, ...outside };
  const { policy } = resolvePolicy(context.settings, { ...bare, lastUsed: new Map() });
  const lastUsed = new Map<AccessKeyId, LastUsed>();
  const until = plus(now, context.horizon ?? 0);
  // Who is looked at by name may be about to be given an order, on which the use of every key may bear.
  const matters =
    context.only === undefined
      ? keysWhoseUseMatters(keys, memory, { policy, now: until })
      : keys.map((key) => key.id);
  for (const keyId of matters) lastUsed.set(keyId, await reader.lastUsed(keyId));
  const facts = await askSecret(reading, { ...bare, lastUsed });
  await reading.note(header, facts);
  return facts;
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

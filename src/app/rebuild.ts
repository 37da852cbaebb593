import pMap from 'p-map';
import { type AccountCoverage, isComplete, type UserFailure } from '../domain/coverage.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { AccessKeyId, AccountId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Duration } from '../domain/time.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { createBudget } from '../engine/budget.ts';
import { assertClock } from '../engine/clock-skew.ts';
import { assertLease, type Engine, leaseUser, save } from '../engine/engine.ts';
import { failed } from '../engine/outcome.ts';
import { recordsTakenOver } from '../engine/take-over.ts';
import { createReadNotes } from '../inventory/read-notes.ts';
import { scanAccount } from '../inventory/scan-account.ts';
import { selectAccounts } from '../inventory/select-accounts.ts';
import { observe } from '../policy/observe.ts';
import type { SecretState } from '../ports/cloud.ts';
import type { Lease } from '../ports/ledger.ts';
import { secretName } from '../secrets/secret-names.ts';
import { failedAccount } from './run/account-failure.ts';
import { listAccountsInScope } from './run/list-accounts.ts';
import type { RunParts } from './run/parts.ts';

/** A secret that another ledger wrote, and what this one makes of it. */
export interface FoundSecret {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly userName: string;
  readonly secretArn: string;
  readonly ledgerId: string;
  /** The key that the secret hands out, when it is on the user and active; */
  readonly currentKey?: AccessKeyId;
  /** and the key that it replaced. */
  readonly replacedKey?: AccessKeyId;
  readonly takenOver: boolean;
}

/** What came of a rebuild. */
export interface RebuildResult {
  readonly secrets: readonly FoundSecret[];
  readonly coverage: readonly AccountCoverage[];
  readonly stopped?: string;
  readonly complete: boolean;
}

/**
 * Makes this ledger the one in charge of secrets that a lost ledger wrote.
 *
 * Only secrets of the ledger named by `from` are taken over, so that two installations cannot take each other's. Without
 * `enforce` it tells what it found. Afterwards every notice, grace period and soak starts again, and whatever the lost
 * ledger had promised but not done is planned again.
 */
export async function rebuildLedger(
  parts: RunParts,
  request: { readonly enforce: boolean; readonly from?: string },
): Promise<RebuildResult> {
  const { cloud, settings } = parts;
  const caller = await cloud.caller();
  assertClock(cloud.clockSkew());
  const listing = await listAccountsInScope(parts, caller);
  const { accounts, settled } = selectAccounts(listing.accounts, settings.scope);
  const answer = await parts.killSwitch();
  const engine: Engine = {
    ...parts,
    runId: parts.ids.next(),
    budget: createBudget(settings.safety),
    canary: { open: true },
  };
  const take = request.enforce && !answer.stop ? request.from : undefined;
  const results = await pMap(accounts, async (account) => await searchAccount(engine, account, take), {
    concurrency: settings.concurrency.accounts,
  });
  const coverage = [...results.map((result) => result.coverage), ...settled];
  const stopped = request.enforce && answer.stop ? { stopped: answer.why } : {};
  return {
    secrets: results.flatMap((result) => result.secrets),
    coverage,
    ...stopped,
    complete: isComplete(coverage) && !('stopped' in stopped),
  };
}

/** Everybody is read, and nothing ahead of now. */
const NO_TIME: Duration = 0 as Duration;

async function searchAccount(
  engine: Engine,
  account: Account,
  take: string | undefined,
): Promise<{ readonly secrets: readonly FoundSecret[]; readonly coverage: AccountCoverage }> {
  const { id: accountId, name } = account;
  try {
    const memories = await engine.ledger.loadAccount(accountId);
    const scan = await scanAccount(
      {
        ...engine,
        memories,
        reads: new Map(),
        note: createReadNotes(engine.ledger, false),
        enforce: false,
        isIdle: () => false,
        horizon: NO_TIME,
      },
      account,
    );
    const secrets: FoundSecret[] = [];
    const failedUsers: UserFailure[] = [...scan.failures];
    for (const facts of scan.users) {
      try {
        const found = await searchUser(engine, facts, take);
        if (found !== undefined) secrets.push(found);
      } catch (error) {
        const outcome = failed(error);
        if (outcome.status === 'failed')
          failedUsers.push({ userName: facts.userName, code: outcome.code, why: outcome.why });
      }
    }
    const usersWithKeys = scan.users.length;
    const coverage = {
      accountId,
      name,
      outcome: 'scanned',
      users: scan.userCount,
      usersWithKeys,
      failedUsers,
    } as const;
    return { secrets, coverage };
  } catch (error) {
    return { secrets: [], coverage: failedAccount(account, error) };
  }
}

async function searchUser(
  engine: Engine,
  facts: UserFacts,
  take: string | undefined,
): Promise<FoundSecret | undefined> {
  const ref = { accountId: facts.account.id, userId: facts.userId };
  const { ledger, settings, ids } = engine;
  const sessionId = ids.next();
  // A search takes no lease and writes nothing; only the session's own end needs a time.
  const lease = take === undefined ? undefined : await leaseUser(engine, ref, `${engine.runId}/rebuild`);
  if (take !== undefined && lease === undefined) {
    throw new KeyturnError({
      code: 'USER_LEASED',
      message: 'Another run is working on this user.',
      next: 'Run the same command again in a few minutes.',
    });
  }
  try {
    const { account, userName, userArn } = facts;
    const until = lease?.until ?? ((engine.clock.now() + 600_000) as Lease['until']);
    const name = secretName(settings.delivery.secretName, { accountId: account.id, userName });
    const scope = { account, userName, userArn, secretName: name, until, sessionId };
    const session = await engine.cloud.openUser(scope);
    const secret = await session.secrets.describe();
    if (secret?.ledgerId === undefined || secret.ledgerId === ledger.id) return undefined;
    const before = lease === undefined ? await ledger.loadUser(ref) : await ledger.loadUser(lease);
    const now = engine.clock.now();
    const observed = observe(facts, before, now);
    const records = recordsTakenOver(facts, secret, { memory: observed.memory, now });
    const takes = lease !== undefined && secret.ledgerId === take;
    if (takes) {
      const adopt = async () => await session.secrets.adopt({ secretArn: secret.arn, ledgerId: ledger.id });
      const line = { engine, lease, facts, sagaId: sessionId };
      await takeOver(line, { secret, adopt, keys: merged(observed.changedKeys, records) });
    }
    const current = records.find((record) => record.promotedAt !== undefined);
    return {
      accountId: account.id,
      accountName: account.name,
      userName,
      secretArn: secret.arn,
      ledgerId: secret.ledgerId,
      ...(current === undefined ? {} : { currentKey: current.keyId }),
      ...(current?.replaces === undefined ? {} : { replacedKey: current.replaces }),
      takenOver: takes,
    };
  } finally {
    if (lease !== undefined) await ledger.releaseLease(lease);
  }
}

async function takeOver(
  work: {
    readonly engine: Engine;
    readonly lease: Lease;
    readonly facts: UserFacts;
    readonly sagaId: string;
  },
  given: {
    readonly secret: SecretState;
    readonly adopt: () => Promise<void>;
    readonly keys: ReturnType<typeof recordsTakenOver>;
  },
): Promise<void> {
  const { engine, facts, sagaId } = work;
  const line = (phase: JournalEntry['phase']): JournalEntry => ({
    id: engine.ids.next(),
    at: engine.clock.now(),
    runId: engine.runId,
    sagaId,
    accountId: facts.account.id,
    userId: facts.userId,
    userName: facts.userName,
    step: 'take-over',
    phase,
    detail: `${given.secret.arn} of ledger ${given.secret.ledgerId ?? 'none'}`,
  });
  // Memory before tag: should the process die in between, the secret is still the other ledger's, so that every change
  // is held, and the next rebuild finds it and takes it again.
  await save(work, { keys: given.keys, journal: [line('intent')] });
  assertLease(work);
  await given.adopt();
  await save(work, { journal: [line('done')] });
}

function merged(
  seen: ReturnType<typeof recordsTakenOver>,
  taken: ReturnType<typeof recordsTakenOver>,
): ReturnType<typeof recordsTakenOver> {
  return [...seen.filter((record) => !taken.some((other) => other.keyId === record.keyId)), ...taken];
}

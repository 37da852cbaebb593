import { adviseOn } from '../../advice/advise-on.ts';
import type { Advice } from '../../domain/advice.ts';
import type { UserByReport } from '../../domain/by-report.ts';
import type { AccountCoverage, UserFailure } from '../../domain/coverage.ts';
import { isInterrupted } from '../../domain/errors.ts';
import type { UserId } from '../../domain/ids.ts';
import { blankMemory, type UserMemory } from '../../domain/memory.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { type Instant, MINUTE, plus } from '../../domain/time.ts';
import type { UserFacts } from '../../domain/user-facts.ts';
import type { Engine } from '../../engine/engine.ts';
import { forgetDeletedUsers } from '../../engine/forget-deleted-users.ts';
import { createReadNotes } from '../../inventory/read-notes.ts';
import { type AccountScan, scanAccount } from '../../inventory/scan-account.ts';
import { exemptionOf } from '../../policy/exemption.ts';
import { ownKeysOf } from '../../policy/own-keys.ts';
import type { CanaryState } from '../../policy/pauses.ts';
import { resolvePolicy } from '../../policy/resolve-policy.ts';
import type { UserHeader } from '../../ports/cloud.ts';
import { failedAccount, interruptedAccount } from './account-failure.ts';
import { type AccountResult, byUserAndKey, type ExemptCount, resultWithout } from './account-result.ts';
import { engineOf } from './engine-of.ts';
import { inFairOrder } from './fair-order.ts';
import { type AccountTask, accountOf, assertManifest, type Manifest } from './manifest.ts';
import { type OtherLedgerWatch, watchOtherLedgers } from './other-ledger.ts';
import type { RunParts } from './parts.ts';
import { reportUser } from './report-user.ts';
import { secretQuestion, unaskedNote } from './secret-question.ts';
import { type Numbering, nameOf, tellProgress, tellRead } from './tell-account.ts';
import { failuresOf, isIdle, workOnUser } from './work-on-user.ts';

/** A part of the time in which an account is worked on; what is left over is for the next turn. */
export interface Turn {
  /** When the worker itself ends. Nobody is begun in the last minutes before. */
  readonly until?: Instant;
  /** Whom the turns before this one have handled. */
  readonly handled?: readonly UserId[];
}

/** What one account is worked on with, besides what holds for the whole run. */
export interface AccountWork {
  readonly task: AccountTask;
  /** Whether accounts other than the canaries may be changed, as the gate says. */
  readonly canary: CanaryState;
  readonly turn?: Turn;
  readonly numbering?: Numbering;
  /** Another ledger that earlier turns or other accounts of this run have met: then nothing is changed any more. */
  readonly otherLedger?: string;
  /** Of a process that works on several accounts: what one of them meets stops them all. */
  readonly otherLedgers?: OtherLedgerWatch;
}

/** Sixty-four rotations at once take two minutes at the default pace, and a proof waits for two more. */
const TURN_ENDS_BEFORE = 5 * MINUTE;

/**
 * The stage that works on one account's users, or on as many of them as its time allows.
 *
 * The account's failure ends here, unless it is the ledger's or the run's own. May be repeated: nobody who was handled is
 * handled again by what a turn gives back, and an account that is done twice finds nothing more to do.
 */
export async function workOnAccount(
  parts: RunParts,
  manifest: Manifest,
  work: AccountWork,
): Promise<AccountResult> {
  assertManifest(manifest);
  const account = accountOf(work.task.account);
  if (parts.interrupted?.() === true) return resultWithout(interruptedAccount(account));
  const otherLedgers = work.otherLedgers ?? watchOtherLedgers(parts, manifest, work.otherLedger);
  try {
    const memories = await parts.ledger.loadAccount(account.id);
    const engine: Engine = {
      ...engineOf(parts, manifest, { canary: work.canary, otherLedgers }),
      ownKeys: ownKeysOf(memories.values()),
    };
    return { ...(await workThrough(engine, manifest, { ...work, memories })), ...otherLedgers.met() };
  } catch (error) {
    const coverage = failedAccount(account, error);
    if (isInterrupted(error)) return resultWithout(coverage);
    parts.host.notify({
      code: 'ACCOUNT_FAILED',
      level: 'error',
      text: `${nameOf(account, work.numbering)}: ${coverage.why}`,
      data: { accountId: account.id, error: coverage.code },
    });
    return { ...resultWithout(coverage), ...otherLedgers.met() };
  }
}

type Memories = ReadonlyMap<UserId, UserMemory>;

async function workThrough(
  engine: Engine,
  manifest: Manifest,
  work: AccountWork & { readonly memories: Memories },
): Promise<AccountResult> {
  const { task, memories, turn, numbering } = work;
  const { force } = manifest;
  const enforce = mayChange(manifest);
  const account = accountOf(task.account);
  const decisions: ReportedDecision[] = [];
  const failedUsers: UserFailure[] = [];
  const scan = await readAccount(engine, manifest, {
    ...work,
    each: async (facts) => {
      const memory = memories.get(facts.userId);
      const result = await workOnUser(engine, {
        facts,
        memory,
        enforce,
        ...(force === undefined ? {} : { force }),
      });
      failedUsers.push(...failuresOf(facts, result));
      decisions.push(...reportUser(engine, facts, result));
    },
  });
  failedUsers.push(...scan.failures);
  const interrupted = engine.interrupted?.() === true;
  if (!interrupted && scan.handled === undefined) tellRead(engine, scan, { enforce, numbering });
  return {
    schema: 'keyturn/account/v1',
    coverage: interrupted ? interruptedAccount(account) : coverageOf(scan, task, failedUsers),
    decisions: decisions.sort(byUserAndKey),
    byReport: [...scan.byReport].sort(byName),
    groups: [...scan.groups],
    advice: adviceOn(engine, scan, memories),
    exempt: exemptUsers(engine, scan),
    ...(interrupted || scan.handled === undefined
      ? {}
      : { handled: [...(turn?.handled ?? []), ...scan.handled] }),
  };
}

/** Whether this run may change anything, as it was found at its begin. */
export function mayChange({ enforce, stop }: Manifest): boolean {
  return enforce && !stop.stop;
}

function coverageOf(
  scan: AccountScan,
  { outside }: AccountTask,
  failedUsers: readonly UserFailure[],
): AccountCoverage {
  const { id: accountId, name } = scan.account;
  if (outside !== undefined && failedUsers.length === 0)
    return { accountId, name, outcome: 'excluded', why: outside };
  return {
    accountId,
    name,
    outcome: 'scanned',
    users: scan.userCount,
    usersWithKeys: [...scan.users, ...scan.byReport].filter((user) => user.keys.length > 0).length,
    failedUsers,
    ...unaskedNote(scan),
  };
}

async function readAccount(
  engine: Engine,
  manifest: Manifest,
  work: AccountWork & {
    readonly memories: Memories;
    readonly each: (facts: UserFacts) => Promise<void>;
  },
): Promise<AccountScan> {
  const { task, memories, each, turn } = work;
  const account = accountOf(task.account);
  const enforce = mayChange(manifest);
  const forgets = enforce && !manifest.partial;
  const { until, handled } = turn ?? {};
  const context = {
    ...engine,
    memories,
    enforce,
    each,
    reads: await engine.ledger.loadReads(account.id),
    // Who is read in a run of some accounts is read; a run of some users is no turn of any sweep.
    note: createReadNotes(engine.ledger, enforce && (task.only === undefined || task.outside !== undefined)),
    isIdle: (facts: UserFacts, memory: UserMemory) => isIdle(engine, facts, memory),
    secretQuestion: secretQuestion(engine.clock),
    onProgress: (done: number, of: number) => tellProgress(engine, account, [done, of]),
    order: (users: readonly UserHeader[]) => inFairOrder(engine, users, memories),
    onListed: async (listed: ReadonlySet<UserId>) => {
      if (forgets) await forgetDeletedUsers(engine, memories, listed);
    },
    ...(until === undefined ? {} : { beginsUntil: plus(until, -TURN_ENDS_BEFORE) }),
    ...(handled === undefined ? {} : { handled: new Set(handled) }),
    ...(task.only === undefined ? {} : { only: new Set(task.only) }),
    ...(manifest.readAll ? { readAll: true } : {}),
    ...(task.outside === undefined ? {} : { outside: task.outside }),
  };
  return await scanAccount(context, account);
}

function adviceOn(
  engine: Engine,
  scan: AccountScan,
  memories: ReadonlyMap<UserId, UserMemory>,
): readonly Advice[] {
  const now = engine.clock.now();
  return scan.users.flatMap((facts) => {
    const row = scan.rows.get(facts.userId);
    const memory = memories.get(facts.userId) ?? blankMemory(facts.account.id, facts.userId);
    const { policy } = resolvePolicy(engine.settings, facts);
    const seen = scan.uses.get(facts.userId) ?? [];
    return adviseOn({ facts, memory, seen, policy, now, ...(row === undefined ? {} : { row }) });
  });
}

function exemptUsers(engine: Engine, scan: AccountScan): readonly ExemptCount[] {
  const counts = new Map<string, number>();
  for (const facts of scan.users) {
    const answer = exemptionOf(facts, engine.settings.exemptions, engine.clock.now());
    if (answer.exempt === true) counts.set(answer.by, (counts.get(answer.by) ?? 0) + 1);
  }
  for (const { exempt: by } of scan.byReport) if (by !== undefined) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts].map(([by, users]) => ({ by, users }));
}

function byName(one: UserByReport, other: UserByReport): number {
  return one.userName < other.userName ? -1 : 1;
}

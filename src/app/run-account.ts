import { adviseOn } from '../advice/advise-on.ts';
import type { Advice } from '../domain/advice.ts';
import type { AccountCoverage, UserFailure } from '../domain/coverage.ts';
import { isInterrupted, isKeyturnError } from '../domain/errors.ts';
import type { UserId } from '../domain/ids.ts';
import { blankMemory, type UserMemory } from '../domain/memory.ts';
import type { ReportedDecision } from '../domain/report.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { contextOf } from '../engine/context-of.ts';
import type { Engine } from '../engine/engine.ts';
import { forgetDeletedUsers } from '../engine/forget-deleted-users.ts';
import { failed } from '../engine/outcome.ts';
import { idlePlan, planFor, planOnly, processUser, type UserResult } from '../engine/process-user.ts';
import { previewTakeOver } from '../engine/rotate/preview.ts';
import { createReadNotes } from '../inventory/read-notes.ts';
import { type AccountScan, scanAccount } from '../inventory/scan-account.ts';
import { exemptionOf } from '../policy/exemption.ts';
import { ownKeysOf } from '../policy/own-keys.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { UserHeader } from '../ports/cloud.ts';
import { inFairOrder } from './fair-order.ts';
import { type ForceWish, orderOf, recordOrder } from './force-order.ts';
import { reportUser } from './report-user.ts';
import { secretQuestion, unaskedNote } from './secret-question.ts';
import { nameOf, tellProgress, tellRead } from './tell-account.ts';

/** How the users of one account are to be worked on. */
export interface AccountWork {
  readonly enforce: boolean;
  /** The run looks at some accounts or users only: it forgets nobody, and its readings are no turn of the sweep. */
  readonly partial?: boolean;
  /** Numbers the accounts in the order in which they are through: `account 3 of 12, shop`. */
  readonly through?: (name: string) => string;
  /** Only these users. */
  readonly only?: ReadonlySet<UserId>;
  /** The account is outside the scope now, and only what was begun there is looked after: why it is outside. */
  readonly outside?: string;
  /** An order to replace keys now, whatever their age, of the users named by `only`. */
  readonly force?: ForceWish;
}

/** What came of one account. */
export interface AccountResult {
  readonly groups: ReadonlySet<string>;
  readonly coverage: AccountCoverage;
  readonly decisions: readonly ReportedDecision[];
  readonly advice: readonly Advice[];
  /** How many users each exemption protects, by what the rule says. */
  readonly exempt: ReadonlyMap<string, number>;
}

const NOTHING: Omit<AccountResult, 'coverage'> = {
  decisions: [],
  groups: new Set(),
  advice: [],
  exempt: new Map(),
};

/** Reads an account and works on its users. Its failure ends here, unless it is the ledger's or the run's own. */
export async function runAccount(run: Engine, account: Account, work: AccountWork): Promise<AccountResult> {
  const { id: accountId, name } = account;
  if (run.interrupted?.() === true) return { ...NOTHING, coverage: interruptedAccount(account) };
  try {
    const memories = await run.ledger.loadAccount(accountId);
    const engine: Engine = { ...run, ownKeys: ownKeysOf(memories.values()) };
    const decisions: ReportedDecision[] = [];
    const failedUsers: UserFailure[] = [];
    const scan = await readAccount(engine, account, {
      ...work,
      memories,
      each: async (facts) => {
        const result = await runUser(engine, { facts, memory: memories.get(facts.userId), ...work });
        failedUsers.push(...failuresOf(facts, result));
        decisions.push(...reportUser(engine, facts, result));
      },
    });
    failedUsers.push(...scan.failures);
    // Worked on in any order, shown in one.
    const place = (decision: ReportedDecision): string => `${decision.userName}/${decision.keyId}`;
    decisions.sort((a, b) => (place(a) < place(b) ? -1 : 1));
    if (engine.interrupted?.() !== true) tellRead(engine, scan, work);
    const usersWithKeys = scan.users.filter((user) => user.keys.length > 0).length;
    return {
      coverage: engine.interrupted?.()
        ? interruptedAccount(account)
        : work.outside !== undefined && failedUsers.length === 0
          ? { accountId, name, outcome: 'excluded', why: work.outside }
          : {
              accountId,
              name,
              outcome: 'scanned',
              users: scan.userCount,
              usersWithKeys,
              failedUsers,
              ...unaskedNote(scan),
            },
      decisions,
      groups: scan.groups,
      advice: adviceOn(engine, scan, memories),
      exempt: exemptUsers(engine, scan),
    };
  } catch (error) {
    const coverage = failedAccount(account, error);
    if (isInterrupted(error)) return { ...NOTHING, coverage };
    run.host.notify({
      code: 'ACCOUNT_FAILED',
      level: 'error',
      text: `${nameOf(account, work)}: ${coverage.why}`,
      data: { accountId, error: coverage.code },
    });
    return { ...NOTHING, coverage };
  }
}

async function readAccount(
  engine: Engine,
  account: Account,
  work: AccountWork & {
    readonly memories: ReadonlyMap<UserId, UserMemory>;
    readonly each: (facts: UserFacts) => Promise<void>;
  },
): Promise<AccountScan> {
  const { memories, enforce, only, outside, each, partial = false } = work;
  const context = {
    ...engine,
    memories,
    enforce,
    each,
    reads: await engine.ledger.loadReads(account.id),
    note: createReadNotes(engine.ledger, enforce && !partial),
    isIdle: (facts: UserFacts, memory: UserMemory) => isIdle(engine, facts, memory),
    secretQuestion: secretQuestion(engine.clock),
    onProgress: (done: number, of: number) => tellProgress(engine, account, [done, of]),
    order: (users: readonly UserHeader[]) => inFairOrder(engine, users, memories),
    onListed: async (listed: ReadonlySet<UserId>) => {
      if (enforce && !partial) await forgetDeletedUsers(engine, memories, listed);
    },
    ...(only === undefined ? {} : { only }),
    ...(outside === undefined ? {} : { outside }),
  };
  return await scanAccount(context, account);
}

/**
 * Whether what is remembered of a user will do: nothing is due, and nothing differs from what the ledger knows. Of a user
 * whom an interrupted run has read, and the ledger does not know yet, the first sighting is still to be written down.
 */
function isIdle(engine: Engine, facts: UserFacts, memory: UserMemory): boolean {
  if (memory.keys.length > 0) return idlePlan(engine, facts, memory) !== undefined;
  return planFor(engine, facts, memory).every((decision) => decision.action === 'none');
}

/** One user's work; whatever goes wrong about this user alone ends here. */
async function runUser(
  engine: Engine,
  user: AccountWork & { readonly facts: UserFacts; readonly memory: UserMemory | undefined },
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

function failuresOf(facts: UserFacts, result: UserResult): readonly UserFailure[] {
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

function exemptUsers(engine: Engine, scan: AccountScan): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const facts of scan.users) {
    const answer = exemptionOf(facts, engine.settings.exemptions, engine.clock.now());
    if (answer.exempt === true) counts.set(answer.by, (counts.get(answer.by) ?? 0) + 1);
  }
  return counts;
}

/** Somebody stopped the run: the account was read in part, or not at all. */
export function interruptedAccount({
  id: accountId,
  name,
}: Account): AccountCoverage & { readonly outcome: 'failed' } {
  const why = 'the run was stopped by hand before it was through with the account';
  const next = 'Run again: it goes on from what is true.';
  return { accountId, name, outcome: 'failed', code: 'INTERRUPTED', why, next };
}

/** Only the account's own trouble is contained here; a ledger that fails, fails for all of them and ends the run. */
export function failedAccount(
  account: Account,
  error: unknown,
): AccountCoverage & { readonly outcome: 'failed' } {
  if (isInterrupted(error)) return interruptedAccount(account);
  const facts = { accountId: account.id, name: account.name, outcome: 'failed' } as const;
  if (isKeyturnError(error) && error.code === 'ROLE_NOT_ASSUMABLE')
    return { ...facts, code: error.code, why: error.message, next: error.next };
  if (isCallFailure(error)) {
    return {
      ...facts,
      code: error.awsCode,
      why: error.message,
      next: 'The next run tries again; if it stays, look at the rights of the role and at what else calls IAM there.',
    };
  }
  const outcome = failed(error);
  const { code, why } = outcome.status === 'failed' ? outcome : { code: 'INTERNAL', why: 'unknown' };
  return { ...facts, code, why, next: 'Run again; if it stays, report it with the code.' };
}

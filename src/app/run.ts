import pMap from 'p-map';
import type { Settings } from '../config/settings.ts';
import { type AccountCoverage, isComplete } from '../domain/coverage.ts';
import { isKeyturnError } from '../domain/errors.ts';
import type { UserId } from '../domain/ids.ts';
import { blankMemory, type UserMemory } from '../domain/memory.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { createBudget } from '../engine/budget.ts';
import { assertClock } from '../engine/clock-skew.ts';
import type { Engine } from '../engine/engine.ts';
import { forgetDeletedUsers } from '../engine/forget-deleted-users.ts';
import { failed } from '../engine/outcome.ts';
import { idlePlan, planOnly, processUser, type UserResult } from '../engine/process-user.ts';
import { scanAccount } from '../inventory/scan-account.ts';
import { selectAccounts } from '../inventory/select-accounts.ts';
import { deliverOutbox } from '../notify/outbox.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cloud } from '../ports/cloud.ts';
import type { Host } from '../ports/host.ts';
import type { Ids } from '../ports/ids.ts';
import type { KillSwitch } from '../ports/kill-switch.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notifier } from '../ports/notifier.ts';
import { listAccountsInScope } from './preflight.ts';
import { reportUser } from './report-user.ts';
import { summarize } from './summarize.ts';

/** Everything a run works with; wired by the command line, the demo and the tests in their own ways. */
export interface RunParts {
  readonly settings: Settings;
  readonly cloud: Cloud;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly host: Host;
  readonly killSwitch: KillSwitch;
  readonly notifiers: readonly Notifier[];
}

const NOTHING_TOLD = { queued: 0, accepted: 0, waiting: 0, failedChannels: [] };

/** How many users of one account are worked on at once: their proofs, which mostly wait, overlap. */
const USERS_AT_ONCE = 4;

/**
 * One run: read every account, plan every user, and (with `enforce`) do what is due.
 *
 * One account's failure never touches another account, one user's failure never another user. Errors that concern the
 * run as a whole (credentials, clock, the organization's list, the ledger) are thrown as KeyturnErrors.
 */
export async function runOnce(parts: RunParts, options: { readonly enforce: boolean }): Promise<RunReport> {
  const { clock, cloud, ledger, host, settings } = parts;
  const runId = parts.ids.next();
  const startedAt = clock.now();
  const caller = await cloud.caller();
  assertClock(cloud.clockSkew());
  const listed = await listAccountsInScope(cloud, settings, caller);
  const { accounts, settled } = selectAccounts(listed, settings.scope);
  host.notify({
    code: 'RUN_STARTED',
    level: 'info',
    text: accounts.length === 1 ? 'Reading one account' : `Reading ${accounts.length} accounts`,
    data: { accounts: accounts.length },
  });

  const answer = await parts.killSwitch();
  if (answer.stop)
    host.notify({ code: answer.code, level: 'warn', text: `No change would be made now: ${answer.why}` });
  const stop = options.enforce ? answer : { stop: false as const };
  const enforce = options.enforce && !stop.stop;
  const engine: Engine = { ...parts, runId, budget: createBudget(settings.safety) };
  const results = await pMap(accounts, (account) => runAccount(engine, account, enforce), {
    concurrency: settings.concurrency.accounts,
  });
  const coverage = [...results.map((result) => result.coverage), ...settled];
  tellOfUnusedGroups(engine, results);
  const delivered = enforce ? await deliverOutbox(parts) : NOTHING_TOLD;

  const looked = coverage.some((entry) => entry.outcome === 'scanned');
  const complete = looked && isComplete(coverage) && !stop.stop && delivered.failedChannels.length === 0;
  const report: RunReport = {
    schema: 'keyturn/run/v1',
    runId,
    startedAt,
    endedAt: clock.now(),
    enforce,
    rehearsal: ledger.kind === 'rehearsal',
    caller: { accountId: caller.accountId, arn: caller.arn },
    ledgerId: ledger.id,
    coverage,
    decisions: results.flatMap((result) => result.decisions),
    notices: { queued: delivered.queued, accepted: delivered.accepted, waiting: delivered.waiting },
    ...(stop.stop ? { stopped: { code: stop.code, why: stop.why } } : {}),
    complete,
    exitCode: complete ? 0 : 2,
  };
  if (options.enforce) await ledger.recordRun(summarize(report));
  return report;
}

/** A group in which nobody is exempts nobody: misspelt, or not made yet. */
function tellOfUnusedGroups(engine: Engine, results: readonly AccountResult[]): void {
  for (const { group } of engine.settings.exemptions) {
    if (group === undefined || results.some(({ groups }) => groups.has(group.toLowerCase()))) continue;
    const text = `The exemption group ${group} exempts nobody: no user is in it, in any account that was read`;
    engine.host.notify({ code: 'EXEMPTION_GROUP_UNUSED', level: 'info', text, data: { group } });
  }
}

interface AccountResult {
  readonly groups: ReadonlySet<string>;
  readonly coverage: AccountCoverage;
  readonly decisions: readonly ReportedDecision[];
}

async function runAccount(engine: Engine, account: Account, enforce: boolean): Promise<AccountResult> {
  const { id: accountId, name } = account;
  try {
    const memories = await engine.ledger.loadAccount(accountId);
    const scan = await scanAccount({ ...engine, memories }, account);
    const failedUsers = [...scan.failures];
    const decisions: ReportedDecision[] = [];
    if (enforce) await forgetDeletedUsers(engine, memories, scan.listed);
    await pMap(
      inFairOrder(engine, scan.users, memories),
      async (facts) => {
        const result = await runUser(engine, { facts, memory: memories.get(facts.userId), enforce });
        if (result.failure !== undefined) failedUsers.push({ userName: facts.userName, ...result.failure });
        decisions.push(...reportUser(engine, facts, result));
        for (const { decision, outcome } of result.executed) {
          if (outcome.status === 'failed')
            failedUsers.push({ userName: decision.userName, code: outcome.code, why: outcome.why });
        }
      },
      { concurrency: USERS_AT_ONCE },
    );
    // Worked on in any order, shown in one.
    const place = (decision: ReportedDecision): string => `${decision.userName}/${decision.keyId}`;
    decisions.sort((a, b) => (place(a) < place(b) ? -1 : 1));
    engine.host.notify({
      code: 'ACCOUNT_SCANNED',
      level: 'info',
      text: `${name}: ${scan.userCount} ${scan.userCount === 1 ? 'user' : 'users'}`,
      data: { accountId, users: scan.userCount },
    });
    return {
      coverage: {
        accountId,
        name,
        outcome: 'scanned',
        users: scan.userCount,
        usersWithKeys: scan.users.filter((user) => user.keys.length > 0).length,
        failedUsers,
      },
      decisions,
      groups: scan.groups,
    };
  } catch (error) {
    const coverage = failedAccount(account, error);
    engine.host.notify({
      code: 'ACCOUNT_FAILED',
      level: 'error',
      text: `${name}: ${coverage.why}`,
      data: { accountId, error: coverage.code },
    });
    return { coverage, decisions: [], groups: new Set() };
  }
}

/**
 * Users in an order that is another in every run, those that were held last: whoever fails or is held every day must not
 * use up a budget before others have had their turn.
 */
function inFairOrder(
  engine: Engine,
  users: readonly UserFacts[],
  memories: ReadonlyMap<UserId, UserMemory>,
): readonly UserFacts[] {
  const places = users.map((facts) => {
    const held = (memories.get(facts.userId)?.held.length ?? 0) > 0;
    return { facts, place: engine.ids.random() + (held ? 1 : 0) };
  });
  return places.sort((a, b) => a.place - b.place).map(({ facts }) => facts);
}

/** One user's work; whatever goes wrong about this user alone ends here. */
async function runUser(
  engine: Engine,
  user: { readonly facts: UserFacts; readonly memory: UserMemory | undefined; readonly enforce: boolean },
): Promise<UserResult & { readonly failure?: { readonly code: string; readonly why: string } }> {
  try {
    const memory = user.memory ?? blankMemory(user.facts.account.id, user.facts.userId);
    const idle = user.enforce
      ? idlePlan(engine, user.facts, memory)
      : await planOnly(engine, user.facts, memory);
    return idle === undefined ? await processUser(engine, user.facts) : { decisions: idle, executed: [] };
  } catch (error) {
    const outcome = failed(error);
    return {
      decisions: [],
      executed: [],
      ...(outcome.status === 'failed' ? { failure: { code: outcome.code, why: outcome.why } } : {}),
    };
  }
}

/** Only the account's own trouble is contained here; a ledger that fails, fails for all of them and ends the run. */
function failedAccount(account: Account, error: unknown): AccountCoverage & { readonly outcome: 'failed' } {
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

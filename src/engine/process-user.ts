import { LEASED_BY_ANOTHER } from '../domain/coverage.ts';
import { type Decision, isChange, isSameAct, type Objection } from '../domain/decision.ts';
import type { UserMemory } from '../domain/memory.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { nextChange } from '../policy/next-change.ts';
import { observe } from '../policy/observe.ts';
import { planUser } from '../policy/plan-user.ts';
import type { UserSession } from '../ports/cloud.ts';
import type { Lease } from '../ports/ledger.ts';
import { secretName, secretNameOf } from '../secrets/secret-names.ts';
import { assertClock } from './clock-skew.ts';
import { newContact } from './contact.ts';
import { contextOf, type Planning } from './context-of.ts';
import { type Engine, leaseUser } from './engine.ts';
import { execute } from './execute.ts';
import { isSpared } from './held-records.ts';
import { type Executed, failed, type Outcome } from './outcome.ts';
import { planAndRecord, recordHold } from './plan-and-record.ts';
import { refresh } from './refresh.ts';
import { tellBegun, tellEnded } from './tell-change.ts';
import { restsOnAnotherKey, takeOverUnknownRotation } from './unknown-rotation.ts';

/** What a run did about one user: the decisions that stand at the end, and what became of those it executed. */
export interface UserResult {
  readonly decisions: readonly Decision[];
  readonly executed: readonly Executed[];
  /** What went wrong about the user apart from the acts themselves. */
  readonly failure?: { readonly code: string; readonly why: string };
}

/** A deletion frees a slot, and a repair clears the way: then the user is looked at again, at most this often. */
const MOST_ROUNDS = 4;

/**
 * Does what is due for one user, under a lease.
 *
 * Every round plans again from what is true: it writes down what was seen, queues the warnings, and executes at most
 * one change, after reading the user again and finding the same decision in the plan made from that. So a gate cannot
 * be passed by an old snapshot, and two runs at once end in the state of one.
 */
export async function processUser(engine: Engine, facts: UserFacts): Promise<UserResult> {
  const ref = { accountId: facts.account.id, userId: facts.userId };
  const lease = await leaseUser(engine, ref, `${engine.runId}/${engine.ids.next()}`);
  if (lease === undefined)
    return deferred(
      await planOnly(engine, facts),
      'another run is working on this user, or was until a moment ago; the next run continues, after 15 minutes at the latest',
    );
  try {
    return await workUnderLease(engine, facts, lease);
  } finally {
    await engine.ledger.releaseLease(lease);
  }
}

/** The plan for a user from the ledger as it is, with nothing written. */
export async function planOnly(
  engine: Planning & Pick<Engine, 'ledger'>,
  facts: UserFacts,
  known?: UserMemory,
): Promise<readonly Decision[]> {
  const memory =
    known ?? (await engine.ledger.loadUser({ accountId: facts.account.id, userId: facts.userId }));
  return planFor(engine, facts, memory);
}

/** The plan for a user from a memory, with what was read taken into account. */
export function planFor(engine: Planning, facts: UserFacts, memory: UserMemory): readonly Decision[] {
  return planUser(
    contextOf(engine, facts, observe(facts, memory, engine.clock.now(), engine.ownKeys).memory),
  );
}

/**
 * The plan for a user about whom there is nothing to write, to tell or to do; undefined when there is.
 *
 * Most users are idle on most days, and need neither a lease nor a second look.
 */
export function idlePlan(
  engine: Engine,
  facts: UserFacts,
  memory: UserMemory,
): readonly Decision[] | undefined {
  const {
    changedKeys,
    newHolds,
    memory: observed,
  } = observe(facts, memory, engine.clock.now(), engine.ownKeys);
  if (changedKeys.length + newHolds.length + memory.held.length > 0 || memory.openSaga !== undefined)
    return undefined;
  const decisions = planUser(contextOf(engine, facts, observed));
  // What an exemption spares a key is to be written down: see held-records.ts.
  if (decisions.some(isSpared)) return undefined;
  // A message waits, and whom it goes to has changed.
  const waits = memory.notices.some(({ acceptedAt }) => acceptedAt === undefined);
  if (waits && newContact(facts, memory.contact, engine.clock.now()) !== undefined) return undefined;
  return decisions.every((decision) => decision.action === 'none') ? decisions : undefined;
}

async function workUnderLease(engine: Engine, first: UserFacts, lease: Lease): Promise<UserResult> {
  const executed: Executed[] = [];
  const sessionId = engine.ids.next();
  let facts = first;
  let session: UserSession | undefined;
  let asked = false;
  for (let round = 1; ; round += 1) {
    const remembered = await engine.ledger.loadUser(lease);
    const planned = asked ? [] : planFor(engine, facts, remembered);
    if (planned.some((decision) => restsOnAnotherKey(decision, remembered))) {
      asked = true;
      try {
        session ??= await openSession(engine, facts, { lease, sessionId, memory: remembered });
        await takeOverUnknownRotation({ engine, lease, facts, session, sagaId: sessionId }, remembered);
      } catch (error) {
        // What the secret knows may be the reason to leave the key alone: nothing is announced without having asked.
        const failure = failed(error);
        const holds = planned.filter(({ action }) => action === 'hold');
        return { decisions: holds, executed, ...(failure.status === 'failed' ? { failure } : {}) };
      }
    }
    const plan = await planAndRecord(engine, facts, lease);
    const { decisions } = plan;
    const next = nextChange(decisions.filter(engine.approved ?? (() => true)));
    const over = round > MOST_ROUNDS || engine.interrupted?.() === true;
    if (next === undefined || over) return { decisions, executed };
    const stop = await mayNotBegin(engine, facts, next);
    if (stop !== undefined) {
      const held = await recordHold(engine, plan, { facts, decision: next, objections: stop, lease });
      return { decisions: held, executed };
    }
    // The role session's name begins the saga's id, so that CloudTrail ties every call to the journal.
    const sagaId = round === 1 ? sessionId : `${sessionId}.${round}`;
    let latest = plan;
    const outcome = await attempt(async () => {
      tellBegun(engine.host, facts, next);
      const work = { engine, lease, facts, sagaId };
      if (next.repair === 'close-saga') return await execute(work, next, plan.memory);
      session ??= await openSession(engine, facts, { lease, sessionId, memory: plan.memory });
      facts = await refresh(engine, facts, { session, decision: next, done: succeeded(executed) });
      // AWS has just told the time again: a clock that jumped meanwhile must not decide.
      assertClock(engine.cloud.clockSkew());
      const fresh = await planAndRecord(engine, facts, lease, next.keyId);
      latest = fresh;
      const same = fresh.decisions.find(
        // Read again it may be another act for `apply`: one that relaxes what was not relaxed in the plan.
        (decision) => isSameAct(decision, next) && (engine.approved?.(decision) ?? true),
      );
      if (same === undefined) return { status: 'stale' };
      return await execute({ ...work, facts, session }, same, fresh.memory);
    });
    executed.push({ decision: next, outcome });
    tellEnded(engine.host, facts, { decision: next, outcome });
    const untouched = outcome.status === 'stale' || outcome.status === 'held';
    if (untouched && next.action !== 'repair') await engine.budget.giveBack(engine.runId, facts.account.id);
    if (outcome.status === 'stale') return { decisions: latest.decisions, executed };
    if (outcome.status === 'held') {
      const { objections } = outcome;
      return {
        decisions: await recordHold(engine, latest, { facts, decision: next, objections, lease }),
        executed,
      };
    }
    if (outcome.status !== 'done' || !clearsTheWay(next, decisions)) return { decisions, executed };
    if (session === undefined) continue;
    try {
      facts = await refresh(engine, facts, { session, decision: next, done: succeeded(executed) });
    } catch (error) {
      const after = failed(error);
      return { decisions, executed, ...(after.status === 'failed' ? { failure: after } : {}) };
    }
  }
}

/** Whether something else of this user may be due now that this is done: after a repair, or a slot that was waited for. */
function clearsTheWay(done: Decision, decisions: readonly Decision[]): boolean {
  if (done.action === 'repair') return true;
  if (done.action !== 'delete') return false;
  return decisions.some((decision) =>
    decision.objections?.some((objection) => objection.gate === 'free-slot'),
  );
}

function succeeded(executed: readonly Executed[]): readonly Decision[] {
  return executed.filter(({ outcome }) => outcome.status === 'done').map(({ decision }) => decision);
}

/** The gates that concern all users, asked before a saga's first change. */
async function mayNotBegin(
  engine: Engine,
  facts: UserFacts,
  decision: Decision,
): Promise<readonly Objection[] | undefined> {
  if (decision.repair === 'close-saga') return undefined;
  assertClock(engine.cloud.clockSkew());
  const answer = await engine.killSwitch();
  if (answer.stop) {
    const gate = answer.code === 'LEDGER_OTHER' ? 'foreign-ledger' : 'kill-switch';
    return [{ gate, state: 'blocked', detail: answer.why }];
  }
  if (decision.action === 'repair') return undefined;
  if (await engine.budget.take(engine.runId, facts.account.id)) return undefined;
  return [{ gate: 'budget', state: 'waiting', detail: 'the limit of changes for this run is reached' }];
}

async function openSession(
  engine: Engine,
  facts: UserFacts,
  under: { readonly lease: Lease; readonly sessionId: string; readonly memory: UserMemory },
): Promise<UserSession> {
  const { account, userName, userArn } = facts;
  const { lease, sessionId, memory } = under;
  const name =
    secretNameOf(memory) ??
    secretName(engine.settings.delivery.secretName, { accountId: account.id, userName });
  return await engine.cloud.openUser({
    account,
    userName,
    userArn,
    secretName: name,
    until: lease.until,
    sessionId,
  });
}

async function attempt(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return failed(error);
  }
}

function deferred(decisions: readonly Decision[], why: string): UserResult {
  const executed = decisions
    .filter(isChange)
    .map((decision) => ({ decision, outcome: { status: 'deferred', why } as const }));
  // Nothing was written down about the user either, so that the run has not handled everybody.
  return { decisions, executed, failure: { code: LEASED_BY_ANOTHER, why } };
}

import { type Decision, isChange, isSameAct } from '../domain/decision.ts';
import type { HeldRecord, Notice, UserMemory } from '../domain/memory.ts';
import { hasPassed } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { UserContext } from '../policy/context.ts';
import { exemptionOf } from '../policy/exemption.ts';
import { observe } from '../policy/observe.ts';
import { holdSignature, planUser } from '../policy/plan-user.ts';
import type { UserSession } from '../ports/cloud.ts';
import type { Lease } from '../ports/ledger.ts';
import { type Engine, leaseUser, save } from './engine.ts';
import { execute } from './execute.ts';
import { holdNotice, noticesOf } from './notices.ts';
import { type Executed, failed, type Outcome } from './outcome.ts';
import { refresh } from './refresh.ts';
import { secretName } from './secret-names.ts';

/** What a run did about one user: the decisions that stand at the end, and what became of those it executed. */
export interface UserResult {
  readonly decisions: readonly Decision[];
  readonly executed: readonly Executed[];
}

/** A deletion frees a slot, and a repair clears the way: then the user is looked at again, at most this often. */
const MOST_ROUNDS = 4;

/**
 * Does what is due for one user, under a lease.
 *
 * Every round plans anew from what is true: it writes down what was seen, queues the warnings, and executes at most
 * one change, after reading the user again and finding the same decision in the plan made from that. So a gate cannot
 * be passed by an old snapshot, and two runs at once end in the state of one.
 */
export async function processUser(engine: Engine, facts: UserFacts): Promise<UserResult> {
  const ref = { accountId: facts.account.id, userId: facts.userId };
  const holder = `${engine.runId}/${engine.ids.next()}`;
  const lease = await leaseUser(engine, ref, holder);
  if (lease === undefined)
    return deferred(await planOnly(engine, facts), 'another run is working on this user');
  try {
    return await workUnderLease(engine, facts, lease);
  } finally {
    await engine.ledger.releaseLease(lease);
  }
}

/** The plan for a user from the ledger as it is, with nothing written. */
export async function planOnly(
  engine: Pick<Engine, 'ledger' | 'settings' | 'clock'>,
  facts: UserFacts,
  known?: UserMemory,
): Promise<readonly Decision[]> {
  const memory =
    known ?? (await engine.ledger.loadUser({ accountId: facts.account.id, userId: facts.userId }));
  const now = engine.clock.now();
  return planUser(contextOf(engine, facts, observe(facts, memory, now).memory));
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
  const { changedKeys, newHolds, memory: observed } = observe(facts, memory, engine.clock.now());
  if (changedKeys.length + newHolds.length + memory.held.length > 0 || memory.openSaga !== undefined)
    return undefined;
  const decisions = planUser(contextOf(engine, facts, observed));
  return decisions.every((decision) => decision.action === 'none') ? decisions : undefined;
}

async function workUnderLease(engine: Engine, first: UserFacts, lease: Lease): Promise<UserResult> {
  const executed: Executed[] = [];
  let facts = first;
  let session: UserSession | undefined;
  for (let round = 1; ; round += 1) {
    const { decisions, memory } = await planAndRecord(engine, facts, lease);
    const next = nextChange(decisions);
    if (next === undefined || round > MOST_ROUNDS) return { decisions, executed };
    const stop = await mayNotBegin(engine, facts, next);
    if (stop !== undefined) return { decisions: asHold(decisions, next, stop), executed };
    const outcome = await attempt(async () => {
      if (next.repair === 'close-saga') return await execute({ engine, lease, facts }, next, memory);
      session ??= await openSession(engine, facts, lease);
      facts = await refresh(engine, facts, { session, decision: next, done: succeeded(executed) });
      const fresh = await planAndRecord(engine, facts, lease);
      const same = fresh.decisions.find((decision) => isSameAct(decision, next));
      if (same === undefined) return { status: 'stale' };
      return await execute({ engine, lease, facts, session }, same, fresh.memory);
    });
    executed.push({ decision: next, outcome });
    if (outcome.status === 'held')
      return { decisions: asHold(decisions, next, outcome.objections), executed };
    if (outcome.status !== 'done' || !clearsTheWay(next, decisions)) return { decisions, executed };
    if (session !== undefined) {
      facts = await refresh(engine, facts, { session, decision: next, done: succeeded(executed) });
    }
  }
}

/** Plans, and writes down what was seen, what is held and what is to be told. */
async function planAndRecord(
  engine: Engine,
  facts: UserFacts,
  lease: Lease,
): Promise<{ decisions: readonly Decision[]; memory: UserMemory }> {
  const now = engine.clock.now();
  const before = await engine.ledger.loadUser(lease);
  const { memory, changedKeys, newHolds } = observe(facts, before, now);
  const decisions = planUser(contextOf(engine, facts, memory));
  const notices = noticesOf(decisions, memory, now);
  const held = heldRecords(decisions);
  const extended = decisions.flatMap((decision) => {
    const record = memory.keys.find((candidate) => candidate.keyId === decision.keyId);
    const { warning } = decision;
    return warning?.kind === 'extended' && record !== undefined
      ? [{ ...record, extendedUntil: warning.plannedFor }]
      : [];
  });
  const keys = [...changedKeys, ...extended];
  const told = [...notices, ...holdNotices(engine, decisions, before)];
  const heldChanged = JSON.stringify(held) !== JSON.stringify(before.held);
  const orphaned = before.openSaga !== undefined && facts.keys.length === 0;
  if (keys.length + newHolds.length + told.length > 0 || heldChanged || orphaned) {
    await save(
      { engine, lease },
      { keys, addHolds: newHolds, held, notices: told, ...(orphaned ? { closeSaga: true as const } : {}) },
    );
  }
  const known = new Set(memory.notices.map((notice) => notice.id));
  const noticed = [...memory.notices, ...told.filter((notice) => !known.has(notice.id))];
  return { decisions, memory: { ...memory, notices: noticed } };
}

/** Repairs first, then deletions, then deactivations, and creation last: a freed slot is seen by the next round. */
function nextChange(decisions: readonly Decision[]): Decision | undefined {
  const order = ['repair', 'delete', 'deactivate', 'rotate'];
  return decisions.filter(isChange).sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action))[0];
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
): Promise<NonNullable<Decision['objections']> | undefined> {
  if (decision.repair === 'close-saga') return undefined;
  const answer = await engine.killSwitch();
  if (answer.stop) return [{ gate: 'kill-switch', state: 'blocked', detail: answer.why }];
  if (decision.action === 'repair' || engine.budget.take(facts.account.id)) return undefined;
  return [{ gate: 'budget', state: 'waiting', detail: 'the limit of changes for this run is reached' }];
}

async function openSession(engine: Engine, facts: UserFacts, lease: Lease): Promise<UserSession> {
  const { account, userName, userArn } = facts;
  const name = secretName(engine.settings.delivery.secretName, { accountId: account.id, userName });
  return await engine.cloud.openUser({
    account,
    userName,
    userArn,
    secretName: name,
    until: lease.until,
    sagaId: engine.ids.next(),
  });
}

async function attempt(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return failed(error);
  }
}

function contextOf(
  engine: Pick<Engine, 'settings' | 'clock'>,
  facts: UserFacts,
  memory: UserMemory,
): UserContext {
  const { policy, exemptions } = engine.settings;
  return { facts, memory, policy, exemption: exemptionOf(facts, exemptions), now: engine.clock.now() };
}

function heldRecords(decisions: readonly Decision[]): readonly HeldRecord[] {
  return decisions.flatMap((decision) => {
    if (decision.action !== 'hold' || decision.heldSince === undefined) return [];
    const { accountId, userId, keyId, heldSince } = decision;
    return [{ accountId, userId, keyId, signature: holdSignature(decision), since: heldSince }];
  });
}

/** Tells of a hold that needs a person: once when it begins, and once more when it has stood too long. */
function holdNotices(engine: Engine, decisions: readonly Decision[], before: UserMemory): readonly Notice[] {
  const now = engine.clock.now();
  return decisions.flatMap((decision) => {
    const since = decision.heldSince;
    const blocked = decision.objections?.some((objection) => objection.state === 'blocked');
    if (decision.action !== 'hold' || since === undefined || blocked !== true) return [];
    const escalated = hasPassed(since, engine.settings.policy.holdEscalateAfter, now);
    const made = holdNotice(decision, { since, now, escalated });
    return before.notices.some((notice) => notice.id === made.id) ? [] : [made];
  });
}

function asHold(
  decisions: readonly Decision[],
  stopped: Decision,
  objections: NonNullable<Decision['objections']>,
): readonly Decision[] {
  return decisions.map((decision) => {
    if (!isSameAct(decision, stopped) || !isChange(decision)) return decision;
    const { action, clause: _clause, ...rest } = decision;
    return { ...rest, action: 'hold', held: action, objections };
  });
}

function deferred(decisions: readonly Decision[], why: string): UserResult {
  const executed = decisions
    .filter(isChange)
    .map((decision) => ({ decision, outcome: { status: 'deferred', why } as const }));
  return { decisions, executed };
}

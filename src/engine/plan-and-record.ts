import { type Decision, isChange, type Objection } from '../domain/decision.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { type KeyRecord, type Notice, recordOf, type UserMemory } from '../domain/memory.ts';
import { type Duration, hasPassed, type Instant } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { ORDER_LIFE } from '../policy/force.ts';
import { observe } from '../policy/observe.ts';
import { holdSignature, isSameHold, planUser } from '../policy/plan-user.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import type { Lease } from '../ports/ledger.ts';
import { newContact } from './contact.ts';
import { contextOf } from './context-of.ts';
import { type Engine, save } from './engine.ts';
import { heldRecord, heldRecords } from './held-records.ts';
import { holdNotice, noticesOf } from './notices.ts';

/** A plan, and the memory that it was made from. */
export interface RecordedPlan {
  readonly decisions: readonly Decision[];
  readonly memory: UserMemory;
}

/**
 * Plans, and writes down what was seen, what is held and what is to be told. `acting` is the key that is about to be changed:
 * what holds it now was not to be seen before.
 */
export async function planAndRecord(
  engine: Engine,
  facts: UserFacts,
  lease: Lease,
  acting?: AccessKeyId,
): Promise<RecordedPlan> {
  const now = engine.clock.now();
  const before = await engine.ledger.loadUser(lease);
  const { memory, changedKeys, newHolds } = observe(facts, before, now, engine.ownKeys);
  const decisions = planUser(contextOf(engine, facts, memory));
  const { approved = () => true } = engine;
  const held = heldRecords(decisions, before, { approved, now }).map((record) =>
    record.keyId === acting && decisions.some((one) => one.keyId === acting && one.action === 'hold')
      ? { ...record, foundAtExecution: true as const }
      : record,
  );
  const wanted = decisions.filter(approved);
  const { holdEscalateAfter } = resolvePolicy(engine.settings, facts).policy;
  const promised = wanted.flatMap((decision) => promisedRecord(decision, memory, now));
  const keys = [...changedKeys, ...promised];
  const after = withRecords(memory, promised);
  const told = [
    ...noticesOf(wanted, after, now),
    ...holdNotices(wanted, before, { now, escalateAfter: holdEscalateAfter }),
  ];
  const heldChanged = JSON.stringify(held) !== JSON.stringify(before.held);
  const orphaned = before.openSaga !== undefined && facts.keys.length === 0;
  const settled = isOrderVoid(engine, facts, before);
  const contact = newContact(facts, before.contact, now);
  const isNews = heldChanged || orphaned || settled || contact !== undefined;
  if (keys.length + newHolds.length + told.length > 0 || isNews) {
    const ended = {
      ...(contact === undefined ? {} : { contact }),
      ...(orphaned ? { closeSaga: true as const } : {}),
      ...(settled ? { dropForce: true as const } : {}),
    };
    await save({ engine, lease }, { keys, addHolds: newHolds, held, notices: told, ...ended });
  }
  const known = new Set(memory.notices.map((notice) => notice.id));
  const noticed = [...memory.notices, ...told.filter((notice) => !known.has(notice.id))];
  return { decisions, memory: { ...after, notices: noticed } };
}

/** What a promise changes about a key: its deactivation is put off, or its retirement starts again. */
function promisedRecord(decision: Decision, memory: UserMemory, now: Instant): readonly KeyRecord[] {
  const record = recordOf(memory, decision.keyId);
  const { warning } = decision;
  if (record === undefined || warning === undefined) return [];
  if (warning.kind === 'extended') return [{ ...record, extendedUntil: warning.plannedFor }];
  return warning.anew === true ? [{ ...record, noticesFrom: now }] : [];
}

function withRecords(memory: UserMemory, changed: readonly KeyRecord[]): UserMemory {
  const keys = memory.keys.map((record) => changed.find((one) => one.keyId === record.keyId) ?? record);
  return { ...memory, keys };
}

/** An order with nothing left to carry out: no key of it is active, its time is over, or the user is exempt by now. */
function isOrderVoid(engine: Engine, facts: UserFacts, memory: UserMemory): boolean {
  const { force } = memory;
  if (force === undefined) return false;
  const { now, exemption } = contextOf(engine, facts, memory);
  if (exemption.exempt === true || hasPassed(force.at, ORDER_LIFE, now)) return true;
  return !facts.keys.some((key) => key.status === 'active' && force.keyIds.includes(key.id));
}

/**
 * Turns a change that execution stopped (a gate that only execution can ask) into a hold, and writes it down like any
 * other: since when, and with a notice when it needs a person.
 */
export async function recordHold(
  engine: Engine,
  plan: RecordedPlan,
  stopped: {
    readonly facts: UserFacts;
    readonly decision: Decision;
    readonly objections: readonly Objection[];
    readonly lease: Lease;
  },
): Promise<readonly Decision[]> {
  const { decision, objections, lease } = stopped;
  if (!isChange(decision)) return plan.decisions;
  const { action, clause: _clause, ...rest } = decision;
  const hold: Decision = { ...rest, action: 'hold', held: action, objections };
  const before = await engine.ledger.loadUser(lease);
  const signature = holdSignature(hold);
  const known = before.held.find(
    (seen) => seen.keyId === hold.keyId && isSameHold(seen.signature, signature),
  );
  const now = engine.clock.now();
  const heldSince = known?.since ?? now;
  const escalateAfter = resolvePolicy(engine.settings, stopped.facts).policy.holdEscalateAfter;
  const { keyId } = hold;
  const others = before.held.filter((seen) => seen.keyId !== keyId);
  const aged = { ...hold, heldSince };
  const held = [...others, { ...heldRecord(hold, before, heldSince), foundAtExecution: true as const }];
  await save({ engine, lease }, { held, notices: holdNotices([aged], before, { now, escalateAfter }) });
  return plan.decisions.map((planned) =>
    planned.keyId === keyId && planned.action === action ? aged : planned,
  );
}

/** Tells of a hold that needs a person: once when it begins, and once more when it has stood too long. */
function holdNotices(
  decisions: readonly Decision[],
  before: UserMemory,
  at: { readonly now: Instant; readonly escalateAfter: Duration },
): readonly Notice[] {
  return decisions.flatMap((decision) => {
    const since = decision.heldSince;
    const blocked = decision.objections?.some((objection) => objection.state === 'blocked');
    if (decision.action !== 'hold' || since === undefined || blocked !== true) return [];
    const escalated = hasPassed(since, at.escalateAfter, at.now);
    // That its replacement waits to be used the owner is told in words of their own: there is nothing yet to decide.
    const waits = decision.objections?.every(({ gate, state }) => gate === 'adoption' || state === 'waiting');
    if (waits === true && !escalated) return [];
    const made = holdNotice(decision, { since, now: at.now, escalated });
    return before.notices.some((notice) => notice.id === made.id) ? [] : [made];
  });
}

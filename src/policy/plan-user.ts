import { oldestFirst } from '../domain/access-key.ts';
import { type Decision, isChange } from '../domain/decision.ts';
import { nextActOf } from '../domain/next-act.ts';
import type { Instant } from '../domain/time.ts';
import { type KeyContext, keyContext, nothing, type Rule, type UserContext } from './context.ts';
import { withForeseen } from './foreseen.ts';
import { held } from './retire.ts';
import { conflictRule } from './rules/conflict.ts';
import { discardedRule } from './rules/discarded.ts';
import { expiredRule } from './rules/expired.ts';
import { inactiveRule } from './rules/inactive.ts';
import { justDeactivatedRule } from './rules/just-deactivated.ts';
import { replacedRule } from './rules/replaced.ts';
import { unknownStatusRule } from './rules/unknown-status.ts';
import { unusedRule } from './rules/unused.ts';
import { planUnfinished } from './unfinished.ts';

/** The planning rules, in order: the first that concerns a key decides about it. */
const RULES: readonly Rule[] = [
  unknownStatusRule,
  justDeactivatedRule,
  discardedRule,
  inactiveRule,
  replacedRule,
  unusedRule,
  conflictRule,
  expiredRule,
];

/**
 * Decides about every key of one user. Pure: no clock, no reading, no writing.
 *
 * Expects the memory as `observe` brought it up to date. Gives one decision per key, oldest key first; due deletions
 * come before a creation because the slot they free is seen only by the next look at the user.
 */
export function planUser(context: UserContext): readonly Decision[] {
  const keys = oldestFirst(context.facts.keys);
  const unfinished =
    context.memory.openSaga === undefined ? undefined : planUnfinished(context, context.memory.openSaga);
  return keys
    .map((key) => keyContext(context, key))
    .map((key) => {
      if (unfinished !== undefined) return unfinished.keyId === key.key.id ? unfinished : pausedBySaga(key);
      return firstDecision(key) ?? nothing(key, 'KEY_WITHIN_LIMITS');
    })
    .map((decision) => withScope(context, decision))
    .map((decision) => withForeseen(context, decision))
    .map((decision) => withPauses(context, decision))
    .map((decision) => withExemption(context, decision))
    .map((decision) => withAge(context, decision));
}

function firstDecision(key: KeyContext): Decision | undefined {
  for (const rule of RULES) {
    const decision = rule(key);
    if (decision !== undefined) return decision;
  }
  return undefined;
}

function pausedBySaga(context: KeyContext): Decision {
  return nothing(context, 'UNFINISHED_CHANGE');
}

/**
 * Nothing is begun in a freeze, or before the canary is through; what began earlier is finished. A replacement that a
 * person ordered does not wait for the canary: it takes nothing away from anybody.
 */
function withPauses(context: UserContext, decision: Decision): Decision {
  if (!isChange(decision) || decision.action === 'repair') return decision;
  const pauses = (context.pauses ?? []).filter(
    (pause) => pause.gate !== 'canary' || decision.reason !== 'FORCED_ROTATION',
  );
  const key = context.facts.keys.find((candidate) => candidate.id === decision.keyId);
  return pauses.length === 0 || key === undefined
    ? decision
    : held(keyContext(context, key), decision, pauses);
}

/**
 * Of a user outside the scope only repairs go on. What is due to an owner's key is held, and said; nothing else is begun,
 * and nobody is told a date on which nothing will happen.
 */
function withScope(context: UserContext, decision: Decision): Decision {
  const { outsideScope } = context.facts;
  const key = context.facts.keys.find((candidate) => candidate.id === decision.keyId);
  if (outsideScope === undefined || key === undefined || isOpenRotation(decision)) return decision;
  const again = decision.warning?.anew === true ? decision.warning.pending : undefined;
  const about = again ?? (decision.action === 'hold' ? decision.held : decision.action);
  if (about === 'none' && lies(decision, context.now))
    return nothing(keyContext(context, key), 'OUT_OF_SCOPE');
  if (about === 'none' || about === 'repair' || about === undefined) return decision;
  if (about === 'deactivate' || about === 'delete') {
    const objection = { gate: 'scope', state: 'blocked', detail: outsideScope } as const;
    return held(keyContext(context, key), { ...decision, action: about }, [objection]);
  }
  return nothing(keyContext(context, key), 'OUT_OF_SCOPE');
}

/** Nothing is done to a user who is exempt now, nor to one of whom that cannot be told. */
function withExemption(context: UserContext, decision: Decision): Decision {
  const { exemption, now } = context;
  if (exemption.exempt === false || decision.repair === 'close-saga' || isCovered(decision)) return decision;
  if (decision.action === 'none' && exemption.exempt !== true) return decision;
  const key = context.facts.keys.find((candidate) => candidate.id === decision.keyId);
  if (key === undefined) return decision;
  if (exemption.exempt === true && ownStray(decision)) {
    const objection = { gate: 'exempt', state: 'blocked', detail: exemption.by } as const;
    const wanted = { ...decision, action: decision.held ?? decision.action };
    return held(keyContext(context, key), wanted, [objection, ...(decision.objections ?? [])]);
  }
  if (exemption.exempt === true) {
    const { keyId, userId, userName, accountId } = decision;
    const spared = isChange(decision) ? decision.action : decision.held;
    const instead = {
      kind: 'exempt',
      by: exemption.by,
      instead: decision.action,
      because: decision.reason,
      ...(spared === undefined ? {} : { spared }),
    } as const;
    return {
      accountId,
      userId,
      userName,
      keyId,
      action: 'none',
      reason: 'EXEMPT',
      evidence: [instead, ...decision.evidence],
    };
  }
  const objection = { gate: 'exemption', state: 'blocked', detail: exemption.why } as const;
  const before = decision.action === 'hold' ? (decision.objections ?? []) : [];
  const wanted =
    decision.action === 'hold' && decision.held !== undefined
      ? { ...decision, action: decision.held }
      : decision;
  return { ...held(keyContext({ ...context, now }, key), wanted, [objection, ...before]) };
}

/** A key that Keyturn never handed over is its own affair: it does not become invisible with its user's exemption. */
function ownStray(decision: Decision): boolean {
  return (
    decision.repair === 'discard-deactivate' ||
    decision.repair === 'discard-delete' ||
    decision.repair === 'finish-promotion' ||
    isOpenRotation(decision)
  );
}

/** A rotation that has not come to its end, and that only a person can end. */
function isOpenRotation({ action, reason }: Decision): boolean {
  return action === 'hold' && (reason === 'STRAY_KEY' || reason === 'UNFINISHED_ROTATION');
}

/** Says nothing of the key: the user's change that is open, or that the user is out of scope, comes first. */
function isCovered({ reason }: Decision): boolean {
  return reason === 'UNFINISHED_CHANGE' || reason === 'OUT_OF_SCOPE';
}

/** Whether a change lies ahead of a key, of which somebody could read a date. */
function lies(decision: Decision, now: Instant): boolean {
  const { kind } = nextActOf(decision, now);
  return kind === 'act' || kind === 'held-then';
}

/** Since when a hold has stood, from the ledger. */
function withAge(context: UserContext, decision: Decision): Decision {
  if (decision.action !== 'hold') return decision;
  const known = context.memory.held.find(
    (record) => record.keyId === decision.keyId && isSameHold(record.signature, holdSignature(decision)),
  );
  return { ...decision, heldSince: known?.since ?? context.now };
}

/**
 * Whether two holds are one that has grown older: the same act, for the same reason or by a gate that both have. Gates may
 * come and go meanwhile, and so may the reason while the same thing blocks it.
 */
export function isSameHold(one: string, other: string): boolean {
  const [reason, act, ...gates] = one.split(' ');
  const [otherReason, otherAct, ...otherGates] = other.split(' ');
  // What an exemption spared is not what is held after it.
  if (isExemption(gates) !== isExemption(otherGates)) return false;
  return act === otherAct && (reason === otherReason || gates.some((gate) => otherGates.includes(gate)));
}

function isExemption(gates: readonly string[]): boolean {
  return gates.length === 1 && gates[0] === 'exempt';
}

/** One string for what is held, why, and by which gates. */
export function holdSignature(decision: Decision): string {
  const gates = (decision.objections ?? []).map((objection) => objection.gate);
  return [decision.reason, decision.held ?? 'none', ...[...new Set(gates)].sort()].join(' ');
}

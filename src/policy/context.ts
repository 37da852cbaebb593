import type { AccessKey } from '../domain/access-key.ts';
import type { Decision, Objection } from '../domain/decision.ts';
import type { ExemptionAnswer } from '../domain/exemption.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { type KeyRecord, recordOf, type UserMemory } from '../domain/memory.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reason } from '../domain/reason.ts';
import type { FreezeWindow } from '../domain/rollout.ts';
import { type Duration, type Instant, plus } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { isForced } from './force.ts';

/** All that decisions about one user depend on. The same input gives the same decisions, whenever it is asked. */
export interface UserContext {
  readonly facts: UserFacts;
  /** The ledger's memory, brought up to date with the facts by `observe`. */
  readonly memory: UserMemory;
  readonly policy: Policy;
  readonly exemption: ExemptionAnswer;
  /** What stands against every change that would begin now: a freeze, a canary that is not through yet. */
  readonly pauses?: readonly Objection[];
  /** Freezes that are known, in force or still to come: no new date is set inside one. */
  readonly freezes?: readonly FreezeWindow[];
  /** False when no channel is set up whose word counts as having told an owner. */
  readonly reachesOwners?: boolean;
  readonly now: Instant;
}

/** The same, seen from one key. */
export interface KeyContext extends UserContext {
  readonly key: AccessKey;
  readonly record: KeyRecord;
  /** Which notices belong to the retirement that is being planned; without it, all that still count. */
  readonly announced?: {
    readonly since?: Instant;
    readonly reason?: Reason;
    /** A use that came after the date a notice promised: that plan was dropped, and its notice with it. */
    readonly overtakenBy?: Instant;
  };
}

/** One planning rule: a decision about the key, or undefined when the rule does not concern it. */
export type Rule = (context: KeyContext) => Decision | undefined;

/** The context of one key; throws when `observe` was not run first, since every key then has a record. */
export function keyContext(context: UserContext, key: AccessKey): KeyContext {
  const record = recordOf(context.memory, key.id);
  if (record === undefined) throw new Error(`Key ${key.id} has no record; observe() runs before planning`);
  return { ...context, key, record };
}

/** When a key is due to be replaced: at its age limit, or when a person ordered it. */
export function expiryOf(context: UserContext, key: AccessKey): Instant {
  const limit = plus(key.createdAt, context.policy.rotateAfter);
  const { force } = context.memory;
  return force !== undefined && isForced(context, key) && force.at < limit ? force.at : limit;
}

/** Whether a key has reached its age limit. */
export function isExpired(context: UserContext, key: AccessKey): boolean {
  return context.now >= expiryOf(context, key);
}

/** The longest lead of `warnBefore`; zero when nobody is to be warned. */
export function longestWarning(policy: Policy): Duration {
  return Math.max(0, ...policy.warnBefore) as Duration;
}

/** Whether a key will reach its age limit within the longest warning, or has reached it. */
export function isNearExpiry(context: UserContext, key: AccessKey): boolean {
  return context.now >= expiryOf(context, key) - longestWarning(context.policy);
}

/**
 * Whether a user has an active key that another may rely on. One that Keyturn switched off minutes ago, and that a stale
 * listing shows as active, is none: `observe` keeps its record inactive until IAM can be taken at its word.
 */
export function isActive(
  { facts, memory }: Pick<UserContext, 'facts' | 'memory'>,
  keyId: AccessKeyId,
): boolean {
  const listed = facts.keys.find((key) => key.id === keyId);
  return listed?.status === 'active' && recordOf(memory, keyId)?.inactiveSince === undefined;
}

/** Active keys other than this one. */
export function otherActiveKeys(context: KeyContext): readonly AccessKey[] {
  return context.facts.keys.filter((other) => other.id !== context.key.id && isActive(context, other.id));
}

/**
 * Whether a key was never handed over and leaves by itself. One that a person has said to keep stays, whatever is known of it.
 */
export function isInVain(context: UserContext, keyId: AccessKeyId): boolean {
  return recordOf(context.memory, keyId)?.discard !== undefined && context.memory.keep?.keyId !== keyId;
}

/** Active keys other than this one that somebody may have: a key that was never handed over is nobody's choice. */
export function otherKeysInUse(context: KeyContext): readonly AccessKey[] {
  return otherActiveKeys(context).filter((other) => !isInVain(context, other.id));
}

/** The key that Keyturn made to replace `oldKeyId`, if it was handed over and is still active. */
export function liveReplacement(context: UserContext, oldKeyId: AccessKeyId): KeyRecord | undefined {
  return context.memory.keys.find(
    (record) =>
      record.replaces === oldKeyId &&
      record.madeByUs &&
      record.provenAt !== undefined &&
      record.promotedAt !== undefined &&
      record.discard === undefined &&
      record.goneAt === undefined &&
      isActive(context, record.keyId),
  );
}

/** The parts that all decisions about a key share. */
export function decide(
  context: KeyContext,
  rest: Pick<Decision, 'action' | 'reason'> & Partial<Decision>,
): Decision {
  return {
    accountId: context.facts.account.id,
    userId: context.facts.userId,
    userName: context.facts.userName,
    keyId: context.key.id,
    evidence: [],
    ...rest,
  };
}

/** Nothing is due: the reason says why, `due` when that will change. */
export function nothing(context: KeyContext, reason: Reason, due?: Instant): Decision {
  return decide(context, {
    action: 'none',
    reason,
    ...(due === undefined ? {} : { due }),
    evidence: [ageEvidence(context)],
  });
}

/** How old the key is, against its limit. */
export function ageEvidence(context: KeyContext): Decision['evidence'][number] {
  return {
    kind: 'key-age',
    keyId: context.key.id,
    age: (context.now - context.key.createdAt) as Duration,
    limit: context.policy.rotateAfter,
  };
}

import type { AccessKey } from '../domain/access-key.ts';
import type { UserId } from '../domain/ids.ts';
import { blankMemory } from '../domain/memory.ts';
import type { Instant } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { AccountReading } from './account-reading.ts';
import type { ScanContext } from './scan-context.ts';
import { isSweepDue } from './sweep.ts';

/**
 * Whether a user's secret is to be asked in this run: on the user's turn in the rolling sweep, and in every run while it
 * is known not to give out what it should, so that a finding ends when it is no longer true.
 */
export function isSecretsTurn(context: ScanContext, userId: UserId, keys: readonly AccessKey[]): boolean {
  const memory = context.memories.get(userId);
  if (memory === undefined || context.secretQuestion?.concerns(keys, memory) !== true) return false;
  const last = context.reads.get(userId);
  if (last?.secretCheck?.lost !== undefined) return true;
  const since = last?.secretCheck?.askedAt ?? last?.readAt ?? (0 as Instant);
  const { sweepEvery } = context.settings.reading;
  return isSweepDue(userId, since, { now: context.clock.now(), sweepEvery });
}

/** The facts with what the user's secret says, where it is its turn; else with when it was last asked. */
export async function askSecret(reading: AccountReading, facts: UserFacts): Promise<UserFacts> {
  const { context, reader } = reading;
  const { userId, keys } = facts;
  const memory = context.memories.get(userId) ?? blankMemory(facts.account.id, userId);
  const before = context.reads.get(userId)?.secretCheck;
  const question = context.secretQuestion;
  if (question?.concerns(keys, memory) !== true) return facts;
  if (!isSecretsTurn(context, userId, keys))
    return before === undefined ? facts : { ...facts, secretCheck: before };
  const { check, lastUsed, unasked } = await question.ask(reader, facts, { memory, before });
  if (unasked !== undefined) reading.unasked(unasked);
  const uses = lastUsed === undefined ? facts.lastUsed : new Map([...facts.lastUsed, lastUsed]);
  return { ...facts, lastUsed: uses, secretCheck: check };
}

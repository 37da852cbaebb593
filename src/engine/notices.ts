import type { Decision } from '../domain/decision.ts';
import { type KeyRecord, type Notice, type NoticeKind, recordOf, type UserMemory } from '../domain/memory.ts';
import type { Reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';

/** A notice with a deterministic id: the same fact queued twice is one message. */
export function notice(
  about: Pick<KeyRecord, 'accountId' | 'userId' | 'userName' | 'keyId'>,
  fields: {
    readonly kind: NoticeKind;
    readonly reason: Reason;
    readonly queuedAt: Instant;
  } & Partial<Notice>,
): Notice {
  const { accountId, userId, userName, keyId } = about;
  const parts = [
    fields.kind,
    fields.reason,
    fields.pending ?? '',
    fields.plannedFor ?? '',
    fields.step ?? '',
  ];
  const id = [accountId, userId, keyId, ...parts].join('/');
  return { id, accountId, userId, userName, keyId, ...fields };
}

/**
 * The notices that a plan itself gives rise to: warnings. What is done is announced by the saga that did it.
 *
 * Once a key's retirement has started again, or another key is the reason for it, the same warning is another message: its id
 * carries that, or it would be taken for the one that no longer counts.
 */
export function noticesOf(
  decisions: readonly Decision[],
  memory: UserMemory,
  now: Instant,
): readonly Notice[] {
  return decisions.flatMap((decision) => {
    const { warning } = decision;
    if ((decision.action !== 'warn' && decision.action !== 'hold') || warning === undefined) return [];
    const { pending, plannedFor, step, kind } = warning;
    const made = notice(decision, {
      kind,
      reason: decision.reason,
      pending,
      plannedFor,
      step,
      ...(decision.unheard === true ? { unheard: true as const } : {}),
      queuedAt: now,
    });
    const restartedAt = recordOf(memory, decision.keyId)?.noticesFrom;
    const other = decision.evidence.find((fact) => fact.kind === 'replacement')?.keyId;
    // A hold announces again for want of a notice, and a freeze may give it the same date as before.
    const again = decision.action === 'hold' ? now : undefined;
    return [
      { ...made, id: [made.id, restartedAt, other, again].filter((part) => part !== undefined).join('/') },
    ];
  });
}

/** A notice that a hold has begun, or (with `escalated`) that it has stood too long. */
export function holdNotice(
  decision: Decision,
  at: { readonly since: Instant; readonly now: Instant; readonly escalated: boolean },
): Notice {
  const made = notice(decision, { kind: 'held', reason: decision.reason, queuedAt: at.now });
  return { ...made, id: `${made.id}/${at.since}${at.escalated ? '/escalated' : ''}` };
}

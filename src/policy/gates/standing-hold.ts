import type { Objection } from '../../domain/decision.ts';
import type { AccessKeyId } from '../../domain/ids.ts';
import type { UserContext } from '../context.ts';
import { standingHoldOf } from '../standing-holds.ts';
import type { Gate } from './gate.ts';

/** No standing order (`undo`, `resolve --extend`, a reactivation by hand) may be in force for the key. */
export const standingHoldGate: Gate = (context) => standingObjection(context, context.key.id);

/** What a standing order that is in force for a key stands for. */
export function standingObjection(context: UserContext, keyId: AccessKeyId): Objection | undefined {
  const hold = standingHoldOf(context, keyId);
  if (hold === undefined) return undefined;
  if (hold.until === undefined) return { gate: 'standing-hold', state: 'blocked', detail: hold.kind };
  return { gate: 'standing-hold', state: 'waiting', until: hold.until, detail: hold.kind };
}

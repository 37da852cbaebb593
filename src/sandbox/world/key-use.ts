import { emitKeyEvent } from './key-changes.ts';
import { believedStatus } from './key-propagation.ts';
import type { KeyRecord, KeyUse } from './model.ts';
import { type Actor, BY_HAND, type WorldState } from './state.ts';
import type { KeyUseAttempt, KeyUseOutcome } from './world.ts';

const MINUTE = 60_000;
const USE_WINDOW = 15 * MINUTE;

/**
 * Writes down that a key was used; GetAccessKeyLastUsed learns of it after the lag. Of several uses within 15 minutes
 * AWS records the first, whatever the others were.
 */
export function recordKeyUse(state: WorldState, key: KeyRecord, use: Omit<KeyUse, 'at'>, actor: Actor): void {
  const at = state.clock.now();
  const last = key.uses.at(-1);
  if (last === undefined || at - last.at >= USE_WINDOW || at < last.at) key.uses.push({ at, ...use });
  forgetOldUses(state, key);
  emitKeyEvent(state, 'KeyUsed', key, actor, { ...use });
}

/** The use that IAM reports now: the latest one older than the lag, to the minute. */
export function reportedUse(state: WorldState, key: KeyRecord): KeyUse | undefined {
  const horizon = state.clock.now() - state.options.lastUsedLagMs;
  const use = key.uses.findLast((one) => one.at <= horizon);
  return use === undefined ? undefined : { ...use, at: minuteOf(use.at) };
}

/** Uses a key by hand, refused as a service would refuse a request signed with it. */
export function useKey(state: WorldState, attempt: KeyUseAttempt): KeyUseOutcome {
  state.sequence += 1;
  const key = state.keys.get(attempt.accessKeyId);
  if (key === undefined) return { ok: false, code: 'InvalidClientTokenId' };
  const use = { service: attempt.service, region: attempt.region };
  const code = refusal(state, key, attempt.secret);
  if (code !== undefined) {
    emitKeyEvent(state, 'KeyUseDenied', key, BY_HAND, { ...use, code });
    return { ok: false, code };
  }
  recordKeyUse(state, key, use, BY_HAND);
  return { ok: true };
}

function refusal(state: WorldState, key: KeyRecord, secret: string): string | undefined {
  if (believedStatus(state, key) !== 'Active') return 'InvalidClientTokenId';
  return key.secret.reveal() === secret ? undefined : 'SignatureDoesNotMatch';
}

/** Keeps what may still be reported: the uses within the lag, and the last one before. */
function forgetOldUses(state: WorldState, key: KeyRecord): void {
  const horizon = state.clock.now() - state.options.lastUsedLagMs;
  const firstKept = key.uses.findLastIndex((use) => use.at <= horizon);
  if (firstKept > 0) key.uses = key.uses.slice(firstKept);
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}

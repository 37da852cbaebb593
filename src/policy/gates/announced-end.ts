import { plus } from '../../domain/time.ts';
import { deactivationNotices } from '../notices.ts';
import type { Gate } from './gate.ts';

/**
 * A key that is still in use goes only at an end that was announced: a channel that counts accepted, `minNotice` ago, a
 * notice that names the end of the extension. Stands in for the quiet gate where policy deactivates keys in use.
 */
export const announcedEndGate: Gate = (context) => {
  const end = context.record.extendedUntil;
  if (end === undefined || context.policy.notice === 'not-required') return undefined;
  const told = deactivationNotices(context).find(
    (notice) =>
      notice.plannedFor !== undefined &&
      notice.plannedFor >= end &&
      notice.countsAsNotice === true &&
      notice.acceptedAt !== undefined,
  );
  if (told?.acceptedAt === undefined) {
    return {
      gate: 'notice',
      state: 'blocked',
      detail: 'no channel that counts has accepted the end of the extension',
    };
  }
  const until = plus(told.acceptedAt, context.policy.minNotice);
  if (context.now >= until) return undefined;
  return {
    gate: 'notice',
    state: 'waiting',
    until,
    detail: 'the end of the extension was announced too recently',
  };
};

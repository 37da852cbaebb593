import { plus } from '../../domain/time.ts';
import { deactivationNotices, wasReceived } from '../notices.ts';
import type { Gate } from './gate.ts';

/**
 * The owner must have been told: a channel that counts accepted a notice naming this key, at least `minNotice` ago,
 * and the date it promised has come.
 */
export const noticeGate: Gate = (context) => {
  if (context.policy.notice === 'not-required') return undefined;
  const notices = deactivationNotices(context);
  // A date that was put off counts only where the owner was told how far.
  const end = context.record.extendedUntil ?? 0;
  const accepted = notices.filter((notice) => wasReceived(notice) && (notice.plannedFor ?? end) >= end);
  const first = accepted[0];
  const latest = accepted.at(-1);
  if (first?.acceptedAt === undefined || latest === undefined) {
    const detail =
      notices.length === 0 ? 'no notice was sent yet' : 'no channel that counts has accepted a notice';
    return { gate: 'notice', state: 'blocked', detail };
  }
  const promised = latest.plannedFor;
  if (promised !== undefined && context.now < promised) {
    return { gate: 'notice', state: 'waiting', until: promised, detail: 'the promised date has not come' };
  }
  const until = plus(first.acceptedAt, context.policy.minNotice);
  if (context.now >= until) return undefined;
  return { gate: 'notice', state: 'waiting', until, detail: 'the notice is too recent' };
};

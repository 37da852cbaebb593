import { maskKeyId } from '../domain/ids.ts';
import type { Notice } from '../domain/memory.ts';
import { isoDay } from '../domain/time.ts';
import { reasonText } from './reason-text.ts';

/** What will be done to a key, as it follows `will`. */
export const PENDING = { rotate: 'be replaced', deactivate: 'be deactivated', delete: 'be deleted' } as const;

/** A notice for the key's owner, in one or two sentences. Names keys by their last four characters, and never a secret. */
export function noticeText(notice: Notice): string {
  const key = `access key ${maskKeyId(notice.keyId)} of ${notice.userName} (account ${notice.accountId})`;
  const date = notice.plannedFor === undefined ? undefined : isoDay(notice.plannedFor);
  const day = date === undefined ? 'soon' : `on ${date}`;
  switch (notice.kind) {
    case 'rotated': {
      const secret = notice.secretArn === undefined ? 'its secret' : `secret ${notice.secretArn}`;
      return `A replacement for ${key} is ready in ${secret}; the old key will be deactivated ${day}.`;
    }
    case 'warning':
      return `The ${key} will ${PENDING[notice.pending ?? 'rotate']} ${day}.`;
    case 'extended':
      return `The ${key} is still in use although its replacement is ready; its deactivation is put off once${date === undefined ? '' : `, to ${date}`}.`;
    case 'deactivated':
      return `The ${key} was deactivated. If anything stopped working, ask your operator to undo it; nothing is deleted yet.`;
    case 'deleted':
      return `The ${key} was deleted after its recovery period.`;
    case 'reactivated':
      return `The ${key} is active again.`;
    case 'held':
      return `The ${key} needs a decision by a person (${reasonText(notice.reason).label}, ${notice.reason}).`;
  }
}

import { maskKeyId } from '../domain/ids.ts';
import type { Notice } from '../domain/memory.ts';
import { isoDay } from '../domain/time.ts';
import { reasonText } from './reason-text.ts';

/** What will be done to a key, as it follows `will`. */
export const PENDING = { rotate: 'be replaced', deactivate: 'be deactivated', delete: 'be deleted' } as const;

/** A key that is taken for Keyturn's own by the time at which it was made may be a person's all the same. */
const MAYBE_YOURS =
  ' It appeared while Keyturn was making a key whose answer was lost. If somebody else made it, tell your operator before that day.';

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
      return `The ${key} will ${PENDING[notice.pending ?? 'rotate']} ${day}.${notice.reason === 'DISCARDED_KEY' ? MAYBE_YOURS : ''}`;
    case 'extended':
      if (notice.reason === 'INSTALL_GRACE_PERIOD_END')
        return `Nobody has used the replacement of the ${key} yet; the deactivation of the old key is put off once${date === undefined ? '' : `, to ${date}`}. Fetch the new key from its secret and use it before that day.`;
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

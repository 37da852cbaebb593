import { maskKeyId } from '../domain/ids.ts';
import type { Notice } from '../domain/memory.ts';
import { isoDay } from '../domain/time.ts';
import { PENDING } from './action-text.ts';
import { UNHEARD_WHY } from './next-text.ts';
import { reasonText } from './reason-text.ts';

/** A key that is taken for Keyturn's own by the time at which it was made may be a person's all the same. */
const MAYBE_YOURS =
  ' It appeared while Keyturn was making a key whose answer was lost. If somebody else made it, tell your operator before that day.';

/** A notice for the key's owner, in one or two sentences. Names keys by their last four characters, and never a secret. */
export function noticeText(notice: Notice): string {
  const key = `access key ${maskKeyId(notice.keyId)} of ${notice.userName} (account ${notice.accountId})`;
  const date = notice.plannedFor === undefined ? undefined : isoDay(notice.plannedFor);
  // The first run after that moment does it: on that day, or on the next.
  const day = date === undefined ? 'soon' : `on or after ${date}`;
  switch (notice.kind) {
    case 'rotated': {
      const secret = notice.secretArn === undefined ? 'its secret' : `secret ${notice.secretArn}`;
      const then = notice.unheard === true ? unheardThen(date) : `the old key will be deactivated ${day}.`;
      return `A replacement for ${key} is ready in ${secret}; ${then}`;
    }
    case 'warning':
      return warningText(notice, { key, day, date });
    case 'extended': {
      const put = date === undefined ? '' : `, to ${date}`;
      const then = notice.unheard === true ? ` Then ${unheardThen(date)}` : '';
      if (notice.reason === 'INSTALL_GRACE_PERIOD_END')
        return `Nobody has used the replacement of the ${key} yet; the deactivation of the old key is postponed once${put}. Fetch the new key from its secret and use it before that day.${then}`;
      const beside =
        notice.reason === 'KEY_PENDING_EXPIRATION_CONFLICT' ? '' : ' although its replacement is ready';
      return `The ${key} is still in use${beside}; its deactivation is postponed once${put}.${then}`;
    }
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

/** What will happen, in the words of what will: a date that comes to nothing, or a key without room for a replacement. */
function warningText(
  notice: Notice,
  { key, day, date }: { readonly key: string; readonly day: string; readonly date: string | undefined },
): string {
  const { pending = 'rotate', reason, unheard } = notice;
  if (unheard === true)
    return `The ${key} is due to be deactivated ${day}, and will be held: ${UNHEARD_WHY}.`;
  if (pending === 'rotate' && reason === 'KEY_PENDING_EXPIRATION_CONFLICT')
    return `The ${key} reaches its age limit${date === undefined ? '' : ` on ${date}`}, and a second active key leaves no room for a replacement. Before that day, delete the key that nobody uses, or tell your operator which of the two stays.`;
  return `The ${key} will ${PENDING[pending]} ${day}.${reason === 'DISCARDED_KEY' ? MAYBE_YOURS : ''}`;
}

function unheardThen(date: string | undefined): string {
  return `the deactivation${date === undefined ? '' : ` that is due on ${date}`} will be held, since ${UNHEARD_WHY}.`;
}

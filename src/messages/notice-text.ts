import { maskKeyId } from '../domain/ids.ts';
import type { Notice } from '../domain/memory.ts';
import { isoDay } from '../domain/time.ts';

/** A notice as one sentence for the key's owner. Names keys by their last four characters, and never a secret. */
export function noticeText(notice: Notice): string {
  const key = `access key ${maskKeyId(notice.keyId)} of ${notice.userName} (account ${notice.accountId})`;
  const day = notice.plannedFor === undefined ? 'soon' : `on ${isoDay(notice.plannedFor)}`;
  const pending = { rotate: 'be replaced', deactivate: 'be deactivated', delete: 'be deleted' };
  switch (notice.kind) {
    case 'rotated':
      return `A replacement for ${key} is ready in secret ${notice.secretArn ?? ''}; the old key will be deactivated ${day}.`;
    case 'warning':
      return `The ${key} will ${pending[notice.pending ?? 'rotate']} ${day}.`;
    case 'extended':
      return `The ${key} is still in use although its replacement is ready; its deactivation is put off once, to ${day.replace(/^on /, '')}.`;
    case 'deactivated':
      return `The ${key} was deactivated. If anything stopped working, ask your operator to undo it; nothing is deleted yet.`;
    case 'deleted':
      return `The ${key} was deleted after its recovery period.`;
    case 'reactivated':
      return `The ${key} is active again.`;
    case 'held':
      return `The ${key} needs a decision by a person (${notice.reason}).`;
  }
}

import type { Notice } from '../domain/memory.ts';
import { noticeText } from '../messages/notice-text.ts';
import type { Host } from '../ports/host.ts';
import type { Delivery, Notifier } from '../ports/notifier.ts';

/** Tells each notice to the host. Nobody's owner is reached by it outside a simulation. */
export function createConsoleNotifier(host: Host, countsAsNotice: boolean): Notifier {
  return {
    channel: 'console',
    countsAsNotice,
    async deliver(notices: readonly Notice[]): Promise<Delivery> {
      for (const notice of notices) host.notify({ code: 'NOTICE', level: 'info', text: noticeText(notice) });
      return { accepted: notices.map((notice) => notice.id) };
    },
  };
}

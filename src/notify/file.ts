import { appendFile } from 'node:fs/promises';
import type { Notice } from '../domain/memory.ts';
import { noticeText } from '../messages/notice-text.ts';
import type { Delivery, Notifier } from '../ports/notifier.ts';

/** Appends each notice to a file, one JSON document a line. Nobody's owner is reached by it outside a simulation. */
export function createFileNotifier(path: string, countsAsNotice: boolean): Notifier {
  return {
    channel: 'file',
    countsAsNotice,
    async deliver(notices: readonly Notice[]): Promise<Delivery> {
      const lines = notices.map((notice) => JSON.stringify({ ...notice, text: noticeText(notice) }));
      await appendFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
      return { accepted: notices.map((notice) => notice.id) };
    },
  };
}

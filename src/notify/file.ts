import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
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
      await append(path, `${lines.join('\n')}\n`);
      return { accepted: notices.map((notice) => notice.id) };
    },
  };
}

/**
 * Appends, and waits until the disk has it: what is accepted is not delivered again.
 *
 * A link is not followed, since it may have been put there to spoil another file; those of the system, such as
 * `/dev/stderr`, are.
 */
async function append(path: string, text: string): Promise<void> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const follow = /^\/(dev|proc)\//.test(path) ? 0 : O_NOFOLLOW;
  const file = await open(path, O_WRONLY | O_APPEND | O_CREAT | follow, 0o600);
  try {
    await file.writeFile(text);
    if ((await file.stat()).isFile()) await file.sync();
  } finally {
    await file.close();
  }
}

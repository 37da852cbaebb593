import type { Notice } from '../../src/domain/memory.ts';
import { noticeText } from '../../src/messages/notice-text.ts';
import type { Notifier } from '../../src/ports/notifier.ts';

/** A channel that counts or not; keeps what it was given, in words. */
export const channel = (counts: boolean, texts: string[] = []): Notifier => ({
  channel: 'file',
  countsAsNotice: counts,
  deliver: async (n: readonly Notice[]) => {
    texts.push(...n.map(noticeText));
    return { accepted: n.map(({ id }) => id) };
  },
});

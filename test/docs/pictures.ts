import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Page, ROOT } from './pages.ts';

/** A picture that a page shows: its file, by its path from the root, and the words that stand for it. */
export interface Picture {
  readonly path: string;
  readonly words: string;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The most that one picture may weigh: a clone and the package carry it for ever. */
const MOST_BYTES = 250_000;

/** The pictures of a page, outside blocks. */
export function picturesOf(page: Page): readonly Picture[] {
  return [...page.text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, words = '', target = '']) => ({
    path: join(dirname(page.path), target),
    words,
  }));
}

/** Whether the file is there, is a PNG, and is not too large. */
export function isSmallPng(path: string): boolean {
  const file = join(ROOT, path);
  if (!existsSync(file)) return false;
  const bytes = readFileSync(file);
  return bytes.subarray(0, PNG.length).equals(PNG) && bytes.length <= MOST_BYTES;
}

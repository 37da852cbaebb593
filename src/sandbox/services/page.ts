/** Where a page starts: behind an item's sort key; the number lets some pages be empty on purpose. */
export interface PageStart {
  readonly after: string | undefined;
  readonly number: number;
}

/** The start of the first page. */
export const FIRST_PAGE: PageStart = { after: undefined, number: 0 };

/** A page and where the next one starts, if there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: PageStart | undefined;
}

/**
 * Cuts a page. Starts are sort keys, not offsets, so that what is added or removed between two pages neither repeats
 * nor hides other items.
 */
export function cutPage<T>(
  items: readonly T[],
  sortKey: (item: T) => string,
  start: PageStart,
  size: number,
): Page<T> {
  const sorted = items.map((item) => ({ item, key: sortKey(item) })).sort((a, b) => compare(a.key, b.key));
  const { after } = start;
  const from = after === undefined ? 0 : sorted.findIndex(({ key }) => compare(key, after) > 0);
  const rest = from < 0 ? [] : sorted.slice(from);
  const page = rest.slice(0, size);
  const isMore = rest.length > page.length;
  const last = page.at(-1)?.key ?? after;
  return {
    items: page.map(({ item }) => item),
    next: isMore ? { after: last, number: start.number + 1 } : undefined,
  };
}

/** Writes a page start as an opaque token. */
export function writeToken(start: PageStart): string {
  return Buffer.from(JSON.stringify([start.number, start.after ?? null])).toString('base64url');
}

/** Reads a token; undefined when it is not one of ours. */
export function readToken(token: string): PageStart | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (!Array.isArray(value)) return undefined;
    const [number, after]: readonly unknown[] = value;
    if (typeof number !== 'number') return undefined;
    return { number, after: typeof after === 'string' ? after : undefined };
  } catch {
    return undefined;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

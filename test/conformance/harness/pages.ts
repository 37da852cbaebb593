/** One page of a paged answer; `next` is absent on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** No fixture needs more pages than this; a service that never stops paging fails instead of hanging. */
const MOST_PAGES = 60;

/** Reads every page, in order, handing each page's token to the next request. */
export async function readPages<Item>(
  fetchPage: (token: string | undefined) => Promise<Page<Item>>,
): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let token: string | undefined;
  do {
    const page = await fetchPage(token);
    pages.push(page.items);
    token = page.next;
    if (pages.length > MOST_PAGES) throw new Error(`more than ${MOST_PAGES} pages`);
  } while (token !== undefined);
  return pages;
}

/** The continuation of an IAM answer: `Marker` counts only while `IsTruncated` is true. */
export function markerOf(answer: {
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}): string | undefined {
  if (answer.IsTruncated !== true) return undefined;
  if (answer.Marker === undefined) throw new Error('a truncated answer without Marker');
  return answer.Marker;
}

/** How many items each page held. */
export function sizes(pages: readonly (readonly unknown[])[]): readonly number[] {
  return pages.map((page) => page.length);
}

/** One page of a listing and how to get the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/**
 * Reads a listing to its end.
 *
 * Follows the token even from an empty page, since Organizations may send those with more to come. A token that comes
 * twice in a row would be an endless loop and is an error.
 */
export async function allPages<T>(
  readPage: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(token);
    items.push(...page.items);
    if (page.next !== undefined && page.next === token)
      throw new Error('AWS returned the same page token twice');
    token = page.next;
  } while (token !== undefined);
  return items;
}

import type { OperationCall } from '../operation.ts';
import { cutPage, FIRST_PAGE, type PageStart, readToken, writeToken } from '../page.ts';

const MAX_RESULTS = 20;

/** A page of an Organizations list. */
export interface OrganizationsPage<T> {
  readonly items: readonly T[];
  readonly NextToken: string | undefined;
}

/**
 * Cuts a page by NextToken and MaxResults (at most 20, and the sandbox's page size). Now and then a page is empty and
 * still carries a token, as Organizations documents of itself.
 */
export function organizationsPage<T>(
  call: OperationCall,
  items: readonly T[],
  sortKey: (item: T) => string,
): OrganizationsPage<T> {
  const { params, state } = call;
  const asked = params.integer('MaxResults', { min: 1, max: MAX_RESULTS }) ?? MAX_RESULTS;
  const token = params.text('NextToken');
  const start = token === undefined ? FIRST_PAGE : readToken(token);
  if (start === undefined) throw params.invalid('The provided next token is not valid.');
  const page = cutPage(items, sortKey, start, Math.min(asked, state.options.pageSize));
  if (page.items.length > 0 && isEmptyByChance(start, state.options.emptyPageEvery)) {
    return { items: [], NextToken: writeToken({ after: start.after, number: start.number + 1 }) };
  }
  return { items: page.items, NextToken: page.next === undefined ? undefined : writeToken(page.next) };
}

function isEmptyByChance(start: PageStart, every: number): boolean {
  return every > 1 && start.number % every === every - 1;
}

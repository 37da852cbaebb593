import type { OperationCall } from '../operation.ts';
import { cutPage, FIRST_PAGE, readToken, writeToken } from '../page.ts';
import { secretsError } from './errors.ts';

/** An instant as text that sorts as instants do. */
export function orderOf(at: number): string {
  return String(at).padStart(16, '0');
}

/** Cuts a page by NextToken and MaxResults (at most 100, and the sandbox's page size). */
export function secretsPage<T>(
  call: OperationCall,
  items: readonly T[],
  sortKey: (item: T) => string,
): { readonly items: readonly T[]; readonly NextToken: string | undefined } {
  const { params, state } = call;
  const asked = params.integer('MaxResults', { min: 1, max: 100 }) ?? 100;
  const token = params.text('NextToken');
  const start = token === undefined ? FIRST_PAGE : readToken(token);
  if (start === undefined) throw secretsError('InvalidNextTokenException', 'The NextToken value is invalid.');
  const page = cutPage(items, sortKey, start, Math.min(asked, state.options.pageSize));
  return { items: page.items, NextToken: page.next === undefined ? undefined : writeToken(page.next) };
}

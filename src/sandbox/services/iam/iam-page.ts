import type { WireOutput } from '../../wire/message.ts';
import type { OperationCall } from '../operation.ts';
import { cutPage, FIRST_PAGE, readToken, writeToken } from '../page.ts';

/** A page of an IAM list, with the members that tell whether there is more. */
export interface IamPage<T> {
  readonly items: readonly T[];
  readonly paging: WireOutput;
}

/** Cuts a page by Marker and MaxItems (default 100, at most 1,000, and the sandbox's small page size). */
export function iamPage<T>(
  call: OperationCall,
  items: readonly T[],
  sortKey: (item: T) => string,
  fewer = 0,
): IamPage<T> {
  const { params, state } = call;
  const asked = params.integer('MaxItems', { min: 1, max: 1000 }) ?? 100;
  const marker = params.text('Marker');
  const start = marker === undefined ? FIRST_PAGE : readToken(marker);
  if (start === undefined) throw params.invalid('Invalid Marker.');
  const size = Math.max(1, Math.min(asked, state.options.pageSize) - fewer);
  const page = cutPage(items, sortKey, start, size);
  const next = page.next === undefined ? undefined : writeToken(page.next);
  return { items: page.items, paging: { IsTruncated: next !== undefined, Marker: next } };
}

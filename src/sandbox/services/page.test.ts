import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPage, FIRST_PAGE, type Page, type PageStart, readToken, writeToken } from './page.ts';

test('pages together hold every item once, in order, and none is empty', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 7 }), (items, size) => {
      const seen: string[] = [];
      let start: PageStart | undefined = FIRST_PAGE;
      while (start !== undefined) {
        const page: Page<string> = cutPage(items, (item) => item, start, size);
        expect(page.items.length).toBeLessThanOrEqual(size);
        seen.push(...page.items);
        start = page.next === undefined ? undefined : readToken(writeToken(page.next));
      }
      expect(seen).toEqual(items.toSorted((a, b) => (a < b ? -1 : 1)));
    }),
  );
});

test('what is no token is told', () => {
  expect(readToken('')).toBeUndefined();
  expect(readToken('abc')).toBeUndefined();
  expect(readToken(Buffer.from('{"a":1}').toString('base64url'))).toBeUndefined();
  expect(readToken(Buffer.from('["a"]').toString('base64url'))).toBeUndefined();
});

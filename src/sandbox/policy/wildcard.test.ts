import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LITERAL_STAR, unescapeLiterals, wildcardMatches } from './wildcard.ts';

const piece = fc.constantFrom('a', 'b', '/', '.', '*', '?');
const text = fc.array(fc.constantFrom('a', 'b', '/', '.')).map((parts) => parts.join(''));

function asRegExp(pattern: string): RegExp {
  const parts = [...pattern].map((symbol) => {
    if (symbol === '*') return '.*';
    return symbol === '?' ? '.' : `\\${symbol}`.replace(/^\\([ab])$/, '$1');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}

test('agrees with a regular expression', () => {
  fc.assert(
    fc.property(
      fc.array(piece).map((parts) => parts.join('')),
      text,
      (pattern, subject) => {
        expect(wildcardMatches(pattern, subject)).toBe(asRegExp(pattern).test(subject));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a literal star matches a star only', () => {
  expect(wildcardMatches(`a${LITERAL_STAR}`, 'a*')).toBe(true);
  expect(wildcardMatches(`a${LITERAL_STAR}`, 'ab')).toBe(false);
  expect(unescapeLiterals(`a${LITERAL_STAR}`)).toBe('a*');
});

import { expect, it } from 'vitest';
import { matchesGlob, matchesPath } from '../../src/policy/selector.ts';

it.each([
  'app+1',
  'a=b',
  'a,b',
  'user@example.com',
  '.dot',
  'a.b',
  '-x',
  '_y',
  '+',
  '@',
  'a+b+c',
  '++',
  '@a',
  'a@',
  '=',
  '..',
  'x.*'.slice(0, 2),
])('the name %s matches itself', (name) => {
  expect(matchesGlob(name, [name])).toBe(true);
  expect(matchesGlob(name, ['*'])).toBe(true);
});

it('a dot is a dot', () => {
  expect(matchesGlob('axb', ['a.b'])).toBe(false);
  expect(matchesGlob('aab', ['a+b'])).toBe(false);
});

it('an exclamation mark is no part of a name and turns nothing round', () => {
  expect(matchesGlob('anybody', ['!somebody'])).toBe(false);
  expect(matchesPath('/team/', ['!/other/'])).toBe(false);
});

it.each(['/a b/', '/a+b/c/', '/(x)/', '/[x]/', '/{a,b}/', '/a$b/', '/.h/'])(
  'the path %s matches itself',
  (path) => {
    expect(matchesPath(path, [path])).toBe(true);
  },
);

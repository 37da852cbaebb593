import { expect, test } from 'vitest';
import { cutTo, fitTo, hangingLines, oneLine, widthOf, wrapTo } from './line-text.ts';

test.each([
  ['deploy', 6],
  ['部署', 4],
  ['e\u0301t', 2],
  ['👩‍💻x', 3],
  ['', 0],
])('%s takes %d columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test('what is cut ends in an ellipsis and fits', () => {
  expect(cutTo('deployment', 6)).toBe('deplo…');
  expect(cutTo('deploy', 6)).toBe('deploy');
  expect(cutTo('部署部署', 4)).toBe('部…');
  expect(cutTo('deploy', 0)).toBe('');
});

test('cells are filled on the side that their alignment leaves', () => {
  expect(fitTo('7d', 4, 'right')).toBe('  7d');
  expect(fitTo('ab', 4)).toBe('ab  ');
});

test('lines break between words, and commands stay whole', () => {
  expect(wrapTo('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapTo('then run `keyturn plan`. Now', 16)).toEqual(['then run', '`keyturn plan`.', 'Now']);
  expect(wrapTo('run `keyturn resolve --release`', 12)).toEqual(['run `keyturn', 'resolve', '--release`']);
  expect(wrapTo('supercalifragilistic', 5)).toEqual(['super'.slice(0, 4).concat('…')]);
  expect(wrapTo('', 5)).toEqual([]);
});

test('text behind a lead is indented under it', () => {
  expect(hangingLines('ab  ', 'one two three', 11)).toEqual(['ab  one two', '    three']);
});

test('only printable text is left', () => {
  expect(oneLine('a\nb\u202Ec\u001b[0m')).toBe('a�b�c�[0m');
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other readers of these files would replace it, which is what is tested.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotEnv } from './dot-env.ts';
import { isConfigProblems } from './problem.ts';

describe('a .env file', () => {
  it.each([
    ['', {}],
    ['# a comment\n\n  \n', {}],
    ['A=1', { A: '1' }],
    ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['export A=1\n  B = two words  ', { A: '1', B: 'two words' }],
    ['A=', { A: '' }],
    ['A= # nothing', { A: '' }],
    ['A=a#b # c', { A: 'a#b' }],
    ['A="a # b" # c', { A: 'a # b' }],
    ["A='a \\n ${b}'", { A: 'a \\n ${b}' }],
    ['A="a\\nb\\t\\"c\\" \\${d}"', { A: 'a\nb\t"c" ${d}' }],
    ['A=["x", "y"]', { A: '["x", "y"]' }],
    ['A=b=c', { A: 'b=c' }],
    ['A=1\nA=1', { A: '1' }],
  ])('%j', (text, values) => {
    expect(parseDotEnv(text)).toEqual(values);
  });

  it.each([
    ['A: 1', 1, 'equals sign'],
    ['just words', 1, 'NAME=value'],
    ['OK=1\n9A=1', 2, 'NAME=value'],
    ['A="open', 1, 'Close the quote'],
    ["A='open\n'", 1, 'Close the quote', 2],
    ['A="a" b', 1, 'Close the quote'],
    ['A=${B}', 1, 'single quotes'],
    ['A="x${B}"', 1, 'single quotes'],
    ['A=1\n\nA=2', 3, 'one of the two'],
  ])('is refused with its line: %j', (text, line, hint, count = 1) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(count);
    expect(problems[0]).toMatchObject({ file: '.env', line, code: 'CONFIG_INVALID_VALUE' });
    expect(problems[0]?.hint).toContain(hint);
  });

  it('never shows a value', () => {
    const text = 'SECRET="hidden-1\nhidden-2 is here\nA=${hidden-3}\nB=hidden-4\nB=hidden-5';
    expect(JSON.stringify(problemsOf(text))).not.toContain('hidden');
    expect(problemsOf(text)).toHaveLength(4);
  });

  it('gives back whatever was written in double quotes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const escaped = value
          .replace(/[\\"$]/g, '\\$&')
          .replaceAll('\n', '\\n')
          .replaceAll('\r', '\\r');
        expect(parseDotEnv(`A="${escaped}"`)).toEqual({ A: value });
      }),
    );
  });
});

function problemsOf(text: string) {
  try {
    parseDotEnv(text);
  } catch (error) {
    if (isConfigProblems(error)) return error.problems;
    throw error;
  }
  throw new Error(`Accepted: ${text}`);
}

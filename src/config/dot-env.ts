import { type ConfigProblem, throwIfAny } from './problem.ts';

const LINE = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;

/** What a line gives, or what is wrong with it. */
type Reading =
  | { readonly name: string; readonly value: string }
  | { readonly message: string; readonly hint: string };

/**
 * Reads the text of a `.env` file, one `NAME=value` a line.
 *
 * `export` in front of it, quotes around the value, empty lines and comments are understood. Nothing is expanded, and a
 * value ends with its line; what other readers would expand or go on with is refused, since it would mean something else.
 * Throws a ConfigProblems error with the line of everything that is wrong; values are in none of its texts.
 */
export function parseDotEnv(text: string, file = '.env'): Readonly<Record<string, string>> {
  const values = new Map<string, { readonly value: string; readonly line: number }>();
  const problems: ConfigProblem[] = [];
  const complain = (line: number, message: string, hint: string): void => {
    problems.push({ code: 'CONFIG_INVALID_VALUE', path: '', file, line, column: 1, message, hint });
  };
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const line = at + 1;
    const reading = readLine(content);
    if ('message' in reading) {
      complain(line, reading.message, reading.hint);
      continue;
    }
    const { name, value } = reading;
    const earlier = values.get(name);
    if (earlier === undefined) values.set(name, { value, line });
    else if (earlier.value !== value)
      complain(line, `${name} has another value in line ${earlier.line}.`, 'Keep one of the two lines.');
  }
  throwIfAny(problems);
  return Object.fromEntries([...values].map(([name, { value }]) => [name, value]));
}

function readLine(content: string): Reading {
  const match = LINE.exec(content);
  if (match?.[1] === undefined) return { message: 'This is not a variable.', hint: lineHint(content) };
  const name = match[1];
  const given = match[2] ?? '';
  const quote = given[0];
  if (quote === '"' || quote === "'" || quote === '`') return quoted(name, given, quote);
  const value = given
    .replace(/\s+#.*$/, '')
    .replace(/^#.*$/, '')
    .trim();
  return value.includes('${') ? expands(name) : { name, value };
}

function quoted(name: string, given: string, quote: string): Reading {
  const pattern =
    quote === '"'
      ? /^"((?:[^"\\]|\\.)*)"\s*(#.*)?$/
      : new RegExp(`^${quote}([^${quote}]*)${quote}\\s*(#.*)?$`);
  const inner = pattern.exec(given)?.[1];
  if (inner === undefined) {
    const hint = 'Close the quote on the same line, with nothing but a comment behind it.';
    return { message: `The value of ${name} begins with a quote that does not end it.`, hint };
  }
  if (quote !== '"') return { name, value: inner };
  if (/(^|[^\\])\$\{/.test(inner)) return expands(name);
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return { name, value: inner.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter) };
}

function expands(name: string): Reading {
  const hint = 'Write the value out, or put it into single quotes if it really contains `${`.';
  return { message: `The value of ${name} refers to another variable, which is not replaced.`, hint };
}

function lineHint(content: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*\s*:/.test(content))
    return 'Write an equals sign after the name: `NAME=value`.';
  return 'Write `NAME=value`, with letters, digits and `_` in the name, or begin the line with # for a comment.';
}

import { type ErrorCode, KeyturnError } from '../domain/errors.ts';

/** The codes that a configuration can fail with. */
export type ConfigProblemCode = Extract<
  ErrorCode,
  | 'CONFIG_UNREADABLE'
  | 'CONFIG_NOT_YAML'
  | 'CONFIG_UNKNOWN_KEY'
  | 'CONFIG_INVALID_VALUE'
  | 'CONFIG_CONTRADICTION'
>;

/** Where a value was written; none of the fields means that it is a default. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly variable?: string;
  /** A preset that gives the value. */
  readonly preset?: string;
}

/** One thing that is wrong with a configuration. Plain data, for `config check --output json`. */
export interface ConfigProblem extends Place {
  readonly code: ConfigProblemCode;
  /** Dotted path of the setting, such as `scope.accounts[0]`; empty when the whole document is meant. */
  readonly path: string;
  /** What is wrong, with the value unless it may be a secret. */
  readonly message: string;
  /** The fix: what to write instead. */
  readonly hint: string;
}

/**
 * Every problem of one configuration, as one error.
 *
 * All of them are collected before anything is thrown, so that a person corrects a file once and not line by line.
 */
export class ConfigProblems extends KeyturnError {
  readonly problems: readonly ConfigProblem[];

  /** `problems` holds at least one; the first gives the error its code. */
  constructor(problems: readonly [ConfigProblem, ...ConfigProblem[]], cause?: unknown) {
    const [first] = problems;
    const single = problems.length === 1;
    super({
      code: first.code,
      message: single ? `${placeText(first)}${first.message}` : listText(problems),
      next: single ? first.hint : 'Correct these, then run `keyturn config check`.',
      ...(cause === undefined ? {} : { cause }),
    });
    this.name = 'ConfigProblems';
    this.problems = problems;
  }
}

/** Type guard for an error that lists the problems of a configuration. */
export function isConfigProblems(error: unknown): error is ConfigProblems {
  return error instanceof ConfigProblems;
}

/** Throws all problems as one error, in reading order; does nothing when there are none. */
export function throwIfAny(problems: readonly ConfigProblem[], cause?: unknown): void {
  const [first, ...rest] = [...problems].sort(inReadingOrder);
  if (first !== undefined) throw new ConfigProblems([first, ...rest], cause);
}

function listText(problems: readonly ConfigProblem[]): string {
  const lines = problems.map((problem) => `  ${placeText(problem)}${problem.message} ${problem.hint}`);
  return [`The configuration has ${problems.length} problems:`, ...lines].join('\n');
}

function placeText(place: Place): string {
  if (place.variable !== undefined) return 'environment: ';
  if (place.file === undefined) return '';
  return place.line === undefined ? `${place.file}: ` : `${place.file}:${place.line}:${place.column ?? 1}: `;
}

/** The file from top to bottom, then the environment. */
function inReadingOrder(a: Place, b: Place): number {
  const rank = (place: Place): number => (place.variable === undefined ? 0 : 1);
  return rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

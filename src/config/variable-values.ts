import { parseDuration } from '../domain/time.ts';
import { shownValue } from './given.ts';
import type { ConfigProblem } from './problem.ts';

/** A setting that a variable gives. */
export interface GivenValue {
  readonly name: string;
  /** Dotted path of the setting. */
  readonly path: string;
  readonly value: unknown;
  /** The value as it was typed, where reading it has changed it. */
  readonly source?: string;
}

/**
 * One value for each setting: the first that is given.
 *
 * Two variables for one setting are allowed when they say the same; else nobody can tell which of them is meant.
 */
export function oneEach(given: readonly GivenValue[]): {
  readonly values: readonly GivenValue[];
  readonly problems: readonly ConfigProblem[];
} {
  const values: GivenValue[] = [];
  const problems: ConfigProblem[] = [];
  for (const each of given) {
    const earlier = values.find(({ path }) => path === each.path);
    if (earlier === undefined) values.push(each);
    else if (meaning(earlier.value) !== meaning(each.value)) problems.push(disagreement(earlier, each));
  }
  return { values, problems };
}

function disagreement(first: GivenValue, second: GivenValue): ConfigProblem {
  const { name, path } = second;
  const message = `${first.name} sets ${path} to ${shownValue(first.value)}, and ${name} to ${shownValue(second.value)}.`;
  const hint = `Unset one of the two, or let ${first.name} and ${name} say the same.`;
  return { code: 'CONFIG_CONTRADICTION', path, variable: name, message, hint };
}

/** What a value comes to: `24h` and `1d` are the same. */
function meaning(value: unknown): string {
  if (Array.isArray(value)) return value.map(meaning).sort().join();
  return JSON.stringify(typeof value === 'string' ? (parseDuration(value) ?? value) : value);
}

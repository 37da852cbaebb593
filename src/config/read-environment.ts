import { OTHER_VARIABLES, VARIABLES, type Variable } from './environment.ts';
import { covers, type Path, parsePath } from './path.ts';
import type { ConfigProblem } from './problem.ts';
import { suggest } from './suggest.ts';

/** A process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment sets, in the shape of a document. */
export interface EnvironmentDocument {
  readonly raw: unknown;
  readonly problems: readonly ConfigProblem[];
  /** The variable that set the value at a path. */
  readonly variableOf: (path: Path) => Variable | undefined;
}

/**
 * Reads every `KEYTURN_…` variable.
 *
 * An unknown one is an error: a misspelt KEYTURN_KILL_SWITCH that is passed over in silence stops nothing.
 */
export function readEnvironment(environment: Environment): EnvironmentDocument {
  const set: { readonly variable: Variable; readonly path: Path }[] = [];
  const problems: ConfigProblem[] = [];
  const raw: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === undefined || !/^keyturn_/i.test(name) || isOther(name)) continue;
    const variable = VARIABLES.find((known) => known.name === name);
    if (variable === undefined) problems.push(unknownVariable(name));
    else if (value.trim() === '') problems.push(emptyVariable(variable));
    else {
      const path = parsePath(variable.path);
      set.push({ variable, path });
      put(raw, path, parseValue(variable, value));
    }
  }
  return { raw, problems, variableOf: (path) => set.find((known) => covers(known.path, path))?.variable };
}

function isOther(name: string): boolean {
  return OTHER_VARIABLES.some((other) => (other.endsWith('_') ? name.startsWith(other) : name === other));
}

/** The value never appears: the variable is not one of ours, so that it may hold anything. */
function unknownVariable(name: string): ConfigProblem {
  const meant = suggest(
    name.slice('KEYTURN_'.length),
    VARIABLES.map((known) => known.name.slice('KEYTURN_'.length)),
  );
  const hint =
    meant === undefined
      ? 'Unset it, or see docs/configuration.md for the variables there are.'
      : `Did you mean \`KEYTURN_${meant}\`?`;
  return { code: 'CONFIG_UNKNOWN_KEY', path: '', variable: name, message: `${name} is not a setting.`, hint };
}

function emptyVariable({ name, path }: Variable): ConfigProblem {
  const hint = 'Unset it, or give it a value.';
  return { code: 'CONFIG_INVALID_VALUE', path, variable: name, message: `${name} (${path}) is empty.`, hint };
}

function parseValue(variable: Variable, given: string): unknown {
  const value = given.trim();
  const word = value.toLowerCase();
  switch (variable.kind) {
    case 'list':
      return value.split(',').map((entry) => entry.trim());
    case 'flag':
      if (['on', 'true', 'yes', '1'].includes(word)) return true;
      return ['off', 'false', 'no', '0'].includes(word) ? false : value;
    case 'count':
      return /^\d+$/.test(value) ? Number(value) : value;
    case 'text':
      return value;
  }
}

function put(document: Record<string, unknown>, path: Path, value: unknown): void {
  let node = document;
  path.forEach((part, at) => {
    if (at === path.length - 1) node[part] = value;
    else {
      node[part] ??= {};
      node = node[part] as Record<string, unknown>;
    }
  });
}

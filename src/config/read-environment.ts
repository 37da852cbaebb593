import { readAliases } from './aliases/read-aliases.ts';
import { OTHER_VARIABLES, VARIABLES, type Variable } from './environment.ts';
import { covers, type Path, parsePath } from './path.ts';
import type { ConfigProblem } from './problem.ts';
import { suggest } from './suggest.ts';
import { type GivenValue, oneEach } from './variable-values.ts';
import type { Environment } from './variables.ts';

/** What the environment sets, in the shape of a document. */
export interface EnvironmentDocument {
  readonly raw: unknown;
  readonly problems: readonly ConfigProblem[];
  /** The variable, or the alias, that set the value at a path. */
  readonly variableOf: (path: Path) => string | undefined;
  /** A value as it was typed, where reading it has changed it: a number, or an alias's bare days. */
  readonly sourceOf: (path: Path) => string | undefined;
  /** The ages at which aliases say that old keys are deactivated, by their names. */
  readonly inactiveAges: ReturnType<typeof readAliases>['inactiveAges'];
  /** Whether an alias asks for a dry run, or for none. */
  readonly dryRun?: boolean;
  /** What each alias does, for people. */
  readonly notes: readonly string[];
}

/**
 * Reads every `KEYTURN_…` variable, and the aliases of existing systems.
 *
 * An unknown KEYTURN_ one is an error: a misspelt KEYTURN_KILL_SWITCH that is passed over in silence stops nothing. The
 * exemptions in the document are those of aliases, which come on top of others.
 */
export function readEnvironment(environment: Environment): EnvironmentDocument {
  const own = ownValues(environment);
  const aliases = readAliases(environment);
  const fromAliases = aliases.values.map(
    ({ alias, path, value }): GivenValue => ({
      name: alias.name,
      path,
      value,
      source: environment[alias.name]?.trim() ?? '',
    }),
  );
  // Own variables come first: where an alias says the same, they count as what set it.
  const { values, problems } = oneEach([...own.values, ...fromAliases]);
  const raw: Record<string, unknown> = {};
  for (const { path, value } of values) put(raw, parsePath(path), value);
  if (aliases.exemptions.length > 0) raw.exemptions = aliases.exemptions.map(({ rule }) => rule);
  const exemptions = aliases.exemptions.map(({ alias }, at) => ({
    name: alias.name,
    path: `exemptions[${at}]`,
  }));
  const setters = [...values, ...exemptions].map((set) => ({ ...set, at: parsePath(set.path) }));
  const setterOf = (path: Path) => setters.find((set) => covers(set.at, path));
  return {
    raw,
    problems: [...own.problems, ...aliases.problems, ...problems],
    variableOf: (path) => setterOf(path)?.name,
    sourceOf: (path) => {
      const setter = setterOf(path);
      return setter !== undefined && 'source' in setter && setter.source !== undefined
        ? JSON.stringify(setter.source)
        : undefined;
    },
    inactiveAges: aliases.inactiveAges,
    ...(aliases.dryRun === undefined ? {} : { dryRun: aliases.dryRun }),
    notes: aliases.notes,
  };
}

function ownValues(environment: Environment): {
  readonly values: readonly GivenValue[];
  readonly problems: readonly ConfigProblem[];
} {
  const values: GivenValue[] = [];
  const problems: ConfigProblem[] = [];
  for (const [name, text] of Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (text === undefined || !/^keyturn_/i.test(name) || isOther(name)) continue;
    const variable = VARIABLES.find((known) => known.name === name);
    if (variable === undefined) problems.push(unknownVariable(name));
    else if (text.trim() === '') problems.push(emptyVariable(variable));
    else {
      const { path, kind } = variable;
      // Only numbers are told as they were typed; of text the value says the same, and hides what looks like a secret.
      const source = kind === 'count' ? { source: text.trim() } : {};
      values.push({ name, path, value: parseValue(variable, text), ...source });
    }
  }
  return { values, problems };
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
    case 'tags':
      return value.split(',').map(tagOf);
    case 'text':
      return value;
  }
}

/** `key=value`, or `key` for any value. */
function tagOf(text: string): { readonly key: string; readonly value?: string } {
  const [key = '', ...rest] = text.trim().split('=');
  return { key: key.trim(), ...(rest.length === 0 ? {} : { value: rest.join('=').trim() }) };
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

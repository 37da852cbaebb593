import { applyDocument } from './apply-document.ts';
import { checkDocument, type Origin } from './check-document.ts';
import { CONTRADICTION_RULES } from './contradictions/registry.ts';
import type { Clash } from './contradictions/rule.ts';
import { covers, type Path, parsePath, pathText } from './path.ts';
import { type ConfigProblem, type Place, throwIfAny } from './problem.ts';
import { type Environment, type EnvironmentDocument, readEnvironment } from './read-environment.ts';
import { type ConfigFile, type ReadFile, readConfigFile } from './read-file.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { placeOf, type Sources, sourcesOf } from './sources.ts';

/** What a run obeys, and where each part of it was written. */
export interface LoadedSettings {
  readonly settings: Settings;
  readonly sources: Sources;
  /** What is allowed and probably not meant; for `config check` to show. */
  readonly advice: readonly string[];
}

/**
 * Reads the settings of a run: defaults, overridden by the file, overridden by the environment.
 *
 * Rejects with one ConfigProblems error that names everything wrong in file and environment at once.
 */
export async function loadSettings(options: {
  /** The path given with `--config`. */
  readonly file?: string;
  readonly env: Environment;
  readonly readFile: ReadFile;
}): Promise<LoadedSettings> {
  const file = await readConfigFile(options);
  const environment = readEnvironment(options.env);
  const fromFile = checkDocument(file.raw, file);
  const fromEnvironment = checkDocument(environment.raw, environmentOrigin(options.env, environment));
  const settings = applyDocument(
    applyDocument(DEFAULT_SETTINGS, fromFile.document),
    fromEnvironment.document,
  );
  // What an unreadable file would have said is unknown, so nothing can contradict it.
  const unknown = file.problems.length > 0 ? [[]] : [...fromFile.unusable, ...fromEnvironment.unusable];
  const problems = [
    ...file.problems,
    ...environment.problems,
    ...fromFile.problems,
    ...fromEnvironment.problems,
    ...contradictions(settings, unknown).map((clash) => clashProblem(clash, file, environment)),
  ];
  throwIfAny(problems, file.cause);
  return { settings, sources: sourcesOf(file, environment), advice: adviceOn(settings) };
}

function environmentOrigin(env: Environment, environment: EnvironmentDocument): Origin {
  const place = (path: Path): Place => {
    const name = environment.variableOf(path)?.name;
    return name === undefined ? {} : { variable: name };
  };
  const sourceOf = (path: Path): string | undefined => {
    const variable = environment.variableOf(path);
    // Only numbers are told as they were typed; of text the value says the same, and hides what looks like a secret.
    return variable?.kind === 'count' ? JSON.stringify(env[variable.name]?.trim()) : undefined;
  };
  return { keyPlace: place, valuePlace: place, sourceOf };
}

function contradictions(settings: Settings, unknown: readonly Path[]): readonly Clash[] {
  return CONTRADICTION_RULES.filter((rule) => {
    const reads = rule.reads.map(parsePath);
    return !unknown.some((path) => reads.some((read) => covers(path, read)));
  }).flatMap((rule) => rule.find(settings));
}

/** Points at the first of the settings that somebody wrote: a default cannot be at fault. */
function clashProblem(clash: Clash, file: ConfigFile, environment: EnvironmentDocument): ConfigProblem {
  for (const path of clash.paths.map(parsePath)) {
    const place = placeOf(path, file, environment);
    if (place === undefined) continue;
    const by = place.variable === undefined ? '' : `${place.variable}: `;
    const { message, hint } = clash;
    return { code: 'CONFIG_CONTRADICTION', path: pathText(path), ...place, message: `${by}${message}`, hint };
  }
  return {
    code: 'CONFIG_CONTRADICTION',
    path: clash.paths[0] ?? '',
    message: clash.message,
    hint: clash.hint,
  };
}

function adviceOn(settings: Settings): readonly string[] {
  const { secretName } = settings.delivery;
  if (secretName.includes('{account}')) return [];
  return [
    'delivery.secretName does not contain {account}: names of secrets then do not tell the accounts of users of the same name apart.',
  ];
}

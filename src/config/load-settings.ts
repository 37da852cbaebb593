import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { Instant } from '../domain/time.ts';
import { adviceOn } from './advice.ts';
import { aliasProblems, withAliasExemptions } from './aliases/apply-aliases.ts';
import { applyDocument } from './apply-document.ts';
import { checkDocument, type Origin } from './check-document.ts';
import { contradictionsIn } from './contradictions/registry.ts';
import type { Clash } from './contradictions/rule.ts';
import { complete, type Draft } from './draft.ts';
import { covers, type Path, parsePath, pathText } from './path.ts';
import { presetDocument } from './presets/registry.ts';
import { type ConfigProblem, type Place, throwIfAny } from './problem.ts';
import { type EnvironmentDocument, readEnvironment } from './read-environment.ts';
import { type ReadFile, readConfigFile } from './read-file.ts';
import type { ConfigDocument } from './schema.ts';
import { type Layers, placeOf, type Sources, sourcesOf } from './sources.ts';
import type { Environment } from './variables.ts';

/** What a run obeys, and where each part of it was written. */
export interface LoadedSettings {
  readonly settings: Settings;
  readonly sources: Sources;
  /**
   * What an alias of an existing system (`DRY_RUN_FLAG`) says about dry runs; absent when none does.
   *
   * True asks for a dry run. False never enforces by itself on the command line.
   */
  readonly dryRun?: boolean;
  /** What is allowed and probably not meant, and what became of each alias; for `config check` to show. */
  readonly advice: readonly string[];
}

/**
 * Reads the settings of a run: defaults, overridden by a preset, by the file, and by the environment.
 *
 * Rejects with one ConfigProblems error that names everything wrong in file and environment at once.
 */
export async function loadSettings(options: {
  /** The path given with `--config`. */
  readonly file?: string;
  readonly env: Environment;
  readonly readFile: ReadFile;
  /** Tells what has ended, such as an exemption; without it, nothing is said of that. */
  readonly now?: Instant;
}): Promise<LoadedSettings> {
  const file = await readConfigFile(options);
  const environment = readEnvironment(options.env);
  const fromFile = checkDocument(file.raw, file);
  const fromEnvironment = checkDocument(environment.raw, environmentOrigin(environment));
  const preset = fromEnvironment.document.preset ?? fromFile.document.preset;
  const layers: Layers = { file, environment, preset };
  const draft = layered(presetDocument(preset), fromFile.document, fromEnvironment.document);
  const settings = complete(draft);
  const isUnknown = unknownPaths(
    [...fromFile.unusable, ...fromEnvironment.unusable],
    file.problems.length > 0,
  );
  const clashes = contradictionsIn({ settings, draft, isUnknown });
  const problems = [
    ...file.problems,
    ...environment.problems,
    ...fromFile.problems,
    ...fromEnvironment.problems,
    ...clashes.map((clash) => clashProblem(clash, layers)),
    ...aliasProblems({ settings, environment, isUnknown }),
  ];
  throwIfAny(problems, file.cause);
  return {
    settings,
    sources: sourcesOf(layers),
    ...(environment.dryRun === undefined ? {} : { dryRun: environment.dryRun }),
    advice: [...file.advice, ...adviceOn(settings, options.now), ...environment.notes],
  };
}

/** Documents laid over the defaults, the last on top. */
function layered(preset: ConfigDocument, file: ConfigDocument, environment: ConfigDocument): Draft {
  const { exemptions, ...fromEnvironment } = environment;
  const below = applyDocument(DEFAULT_SETTINGS, preset);
  const draft = applyDocument(applyDocument(below, file), fromEnvironment);
  return {
    ...draft,
    exemptions: withAliasExemptions(draft.exemptions, exemptions ?? [], file.exemptions !== undefined),
  };
}

/**
 * Whether a setting was given and cannot be used, so that nothing may be concluded from its default.
 *
 * Nothing at all may be when a file or the name of a preset could not be read.
 */
function unknownPaths(unusable: readonly Path[], everything: boolean): (path: string) => boolean {
  const all = everything || unusable.some((path) => path.length === 0 || pathText(path) === 'preset');
  return (path) => {
    const asked = parsePath(path);
    return all || unusable.some((unknown) => covers(unknown, asked) || covers(asked, unknown));
  };
}

function environmentOrigin(environment: EnvironmentDocument): Origin {
  const place = (path: Path): Place => {
    const name = environment.variableOf(path);
    return name === undefined ? {} : { variable: name };
  };
  return { keyPlace: place, valuePlace: place, sourceOf: environment.sourceOf };
}

/** Points at the first of the settings that somebody wrote: a default cannot be at fault, and hardly a preset. */
function clashProblem(clash: Clash, layers: Layers): ConfigProblem {
  const places = clash.paths.flatMap((text) => {
    const path = parsePath(text);
    const place = placeOf(path, layers);
    return place === undefined ? [] : [{ path, place }];
  });
  const { message, hint } = clash;
  const code = 'CONFIG_CONTRADICTION';
  const at = places.find(({ place }) => place.preset === undefined) ?? places[0];
  if (at === undefined) return { code, path: clash.paths[0] ?? '', message, hint };
  const by = at.place.variable === undefined ? '' : `${at.place.variable}: `;
  return { code, path: pathText(at.path), ...at.place, message: `${by}${message}`, hint };
}

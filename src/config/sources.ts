import { catalogue } from './catalogue.ts';
import { type Path, parsePath, valueAt } from './path.ts';
import type { Place } from './problem.ts';
import type { EnvironmentDocument } from './read-environment.ts';
import type { ConfigFile } from './read-file.ts';

/** Where every effective value came from. */
export interface Sources {
  /** The file that was read, if any. */
  readonly file?: string;
  /** By the dotted path of the setting. A setting that is not in it has its default. */
  readonly settings: Readonly<Record<string, Place>>;
}

/** Where the value that counts was written: the environment wins over the file. */
export function placeOf(path: Path, file: ConfigFile, environment: EnvironmentDocument): Place | undefined {
  const variable = environment.variableOf(path);
  if (variable !== undefined) return { variable: variable.name };
  const value = valueAt(file.raw, path);
  return value === undefined || value === null ? undefined : file.valuePlace(path);
}

/** The source of every setting that is not a default. */
export function sourcesOf(file: ConfigFile, environment: EnvironmentDocument): Sources {
  const settings = catalogue()
    .filter((entry) => entry.kind === 'setting' && !entry.path.includes('[]'))
    .flatMap(({ path }) => {
      const place = placeOf(parsePath(path), file, environment);
      return place === undefined ? [] : [[path, place] as const];
    });
  return { ...(file.name === undefined ? {} : { file: file.name }), settings: Object.fromEntries(settings) };
}

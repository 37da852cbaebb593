import { catalogue } from './catalogue.ts';
import { type Path, parsePath, pathText, valueAt } from './path.ts';
import type { PresetName } from './presets/names.ts';
import { presetDocument } from './presets/registry.ts';
import type { Place } from './problem.ts';
import type { EnvironmentDocument } from './read-environment.ts';
import type { ConfigFile } from './read-file.ts';

/** Where every effective value came from. */
export interface Sources {
  /** The file that was read, if any. */
  readonly file?: string;
  /** The preset that is used instead of the defaults, if any. */
  readonly preset?: PresetName;
  /** By the dotted path of the setting. A setting that is not in it has its default. */
  readonly settings: Readonly<Record<string, Place>>;
}

/** Settings that another one sets as well. */
const ALSO: Readonly<Record<string, Path>> = {
  'organization.readRole': ['organization', 'role'],
  'organization.rotateRole': ['organization', 'role'],
  'organization.list.role': ['organization', 'role'],
};

/** Everything that settings are made of. */
export interface Layers {
  readonly file: ConfigFile;
  readonly environment: EnvironmentDocument;
  readonly preset: PresetName | undefined;
}

/** Where the value that counts was written: the environment wins over the file, and both over a preset. */
export function placeOf(path: Path, { file, environment, preset }: Layers): Place | undefined {
  const paths = [path, ...(ALSO[pathText(path)] === undefined ? [] : [ALSO[pathText(path)] ?? []])];
  for (const wanted of paths) {
    const variable = environment.variableOf(wanted);
    if (variable !== undefined) return { variable };
  }
  const written = paths.find((wanted) => isGiven(file.raw, wanted));
  if (written !== undefined) return file.valuePlace(written);
  const inPreset = paths.some((wanted) => isGiven(presetDocument(preset), wanted));
  return inPreset && preset !== undefined ? { preset } : undefined;
}

/** The source of every setting that is not a default. */
export function sourcesOf(layers: Layers): Sources {
  const { file, preset } = layers;
  const settings = catalogue()
    .filter((entry) => entry.kind === 'setting' && !entry.path.includes('[]'))
    .flatMap(({ path }) => {
      const place = placeOf(parsePath(path), layers);
      return place === undefined ? [] : [[path, place] as const];
    });
  return {
    ...(file.name === undefined ? {} : { file: file.name }),
    ...(preset === undefined ? {} : { preset }),
    settings: Object.fromEntries(settings),
  };
}

function isGiven(document: unknown, path: Path): boolean {
  const value = valueAt(document, path);
  return value !== undefined && value !== null;
}

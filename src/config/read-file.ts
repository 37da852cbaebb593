import type { Origin } from './check-document.ts';
import { CONFIG_VARIABLE } from './environment.ts';
import type { Path } from './path.ts';
import type { ConfigProblem, Place } from './problem.ts';
import type { Environment } from './variables.ts';
import { parseYaml } from './yaml-document.ts';

/** Read when no other file is named and it exists. */
export const DEFAULT_FILE = 'keyturn.yaml';

/** Read in its place when only that exists: who has one means it, and would otherwise run on the defaults. */
const OTHER_FILE = 'keyturn.yml';

/** The files that are read when none is named. */
export const DEFAULT_FILES: readonly string[] = [DEFAULT_FILE, OTHER_FILE];

/** Reads a text file; rejects as `node:fs/promises` does. */
export type ReadFile = (path: string) => Promise<string>;

/** A configuration file, or that there is none. */
export interface ConfigFile extends Origin {
  readonly name?: string;
  /** Plain data; undefined when the file is missing, empty, or not readable. */
  readonly raw: unknown;
  readonly problems: readonly ConfigProblem[];
  /** What is probably not meant. */
  readonly advice: readonly string[];
  /** What the file system said, when the file could not be read. */
  readonly cause?: unknown;
}

/**
 * Finds and parses the configuration file.
 *
 * It is the one named, else the one in `KEYTURN_CONFIG`, else `keyturn.yaml` if it exists, else `keyturn.yml`.
 */
export async function readConfigFile(options: {
  readonly file?: string;
  readonly env: Environment;
  readonly readFile: ReadFile;
}): Promise<ConfigFile> {
  const variable = options.env[CONFIG_VARIABLE];
  if (options.file === undefined && variable?.trim() === '')
    return unreadable({ variable: CONFIG_VARIABLE }, `${CONFIG_VARIABLE} is empty.`);
  const named = options.file ?? variable;
  return named === undefined ? await defaultFile(options.readFile) : await namedFile(named, options);
}

async function namedFile(
  name: string,
  options: { readonly file?: string; readonly readFile: ReadFile },
): Promise<ConfigFile> {
  try {
    return parsed(name, await options.readFile(name));
  } catch (cause) {
    return unreadableFile(name, cause, options.file === undefined);
  }
}

async function defaultFile(readFile: ReadFile): Promise<ConfigFile> {
  const first = await readIfThere(DEFAULT_FILE, readFile);
  const other = await readIfThere(OTHER_FILE, readFile);
  if (first === undefined) return other ?? { ...NOTHING, problems: [] };
  const advice = `${OTHER_FILE} is not read, since there is ${DEFAULT_FILE}; remove one of the two.`;
  return other === undefined ? first : { ...first, advice: [advice] };
}

/** The file, read or with what keeps it from being read; undefined when there is none. */
async function readIfThere(name: string, readFile: ReadFile): Promise<ConfigFile | undefined> {
  try {
    return parsed(name, await readFile(name));
  } catch (cause) {
    return systemCode(cause) === 'ENOENT' ? undefined : unreadableFile(name, cause, false);
  }
}

const NOTHING: Omit<ConfigFile, 'problems'> = {
  raw: undefined,
  advice: [],
  keyPlace: () => ({}),
  valuePlace: () => ({}),
  sourceOf: () => undefined,
};

function parsed(name: string, text: string): ConfigFile {
  const yaml = parseYaml(text);
  const problems = yaml.faults.map(
    ({ position, message, hint }): ConfigProblem => ({
      code: 'CONFIG_NOT_YAML',
      path: '',
      file: name,
      ...position,
      message,
      hint,
    }),
  );
  const keyPlace = (path: Path): Place => ({ file: name, ...yaml.keyAt(path) });
  const valuePlace = (path: Path): Place => ({ file: name, ...yaml.valueAt(path) });
  return { name, raw: yaml.raw, problems, advice: [], keyPlace, valuePlace, sourceOf: yaml.sourceOf };
}

function unreadableFile(name: string, cause: unknown, byVariable: boolean): ConfigFile {
  const missing = systemCode(cause) === 'ENOENT';
  const by = byVariable ? `, which ${CONFIG_VARIABLE} names,` : '';
  const why = missing ? 'does not exist' : `cannot be read (${systemCode(cause)})`;
  return unreadable({ file: name }, `The configuration file${by} ${why}.`, cause);
}

function unreadable(place: Place, message: string, cause?: unknown): ConfigFile {
  const hint = `Correct the path, or leave it out: without one, \`${DEFAULT_FILE}\` is read if it exists.`;
  const problem: ConfigProblem = { code: 'CONFIG_UNREADABLE', path: '', ...place, message, hint };
  return { ...NOTHING, problems: [problem], cause };
}

function systemCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown reason';
}

import type { Origin } from './check-document.ts';
import { CONFIG_VARIABLE } from './environment.ts';
import type { Path } from './path.ts';
import type { ConfigProblem, Place } from './problem.ts';
import type { Environment } from './read-environment.ts';
import { parseYaml } from './yaml-document.ts';

/** Read when no other file is named and it exists. */
export const DEFAULT_FILE = 'keyturn.yaml';

/** Reads a text file; rejects as `node:fs/promises` does. */
export type ReadFile = (path: string) => Promise<string>;

/** A configuration file, or that there is none. */
export interface ConfigFile extends Origin {
  readonly name?: string;
  /** Plain data; undefined when the file is missing, empty, or not readable. */
  readonly raw: unknown;
  readonly problems: readonly ConfigProblem[];
  /** What the file system said, when the file could not be read. */
  readonly cause?: unknown;
}

/** Finds and parses the configuration file: the one named, else `KEYTURN_CONFIG`, else `keyturn.yaml` if it exists. */
export async function readConfigFile(options: {
  readonly file?: string;
  readonly env: Environment;
  readonly readFile: ReadFile;
}): Promise<ConfigFile> {
  const variable = options.env[CONFIG_VARIABLE];
  if (options.file === undefined && variable?.trim() === '')
    return unreadable({ variable: CONFIG_VARIABLE }, `${CONFIG_VARIABLE} is empty.`);
  const name = options.file ?? variable ?? DEFAULT_FILE;
  const optional = options.file === undefined && variable === undefined;
  try {
    return parsed(name, await options.readFile(name));
  } catch (cause) {
    const missing = systemCode(cause) === 'ENOENT';
    if (missing && optional) return { ...NOWHERE, raw: undefined, problems: [] };
    const by =
      options.file === undefined && variable !== undefined ? `, which ${CONFIG_VARIABLE} names,` : '';
    const why = missing ? 'does not exist' : `cannot be read (${systemCode(cause)})`;
    return unreadable({ file: name }, `The configuration file${by} ${why}.`, cause);
  }
}

const NOWHERE: Origin = { keyPlace: () => ({}), valuePlace: () => ({}), sourceOf: () => undefined };

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
  return { name, raw: yaml.raw, problems, keyPlace, valuePlace, sourceOf: yaml.sourceOf };
}

function unreadable(place: Place, message: string, cause?: unknown): ConfigFile {
  const hint = `Correct the path, or leave it out: without one, \`${DEFAULT_FILE}\` is read if it exists.`;
  const problem: ConfigProblem = { code: 'CONFIG_UNREADABLE', path: '', ...place, message, hint };
  return { ...NOWHERE, raw: undefined, problems: [problem], cause };
}

function systemCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown reason';
}

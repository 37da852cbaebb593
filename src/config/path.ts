/** The way to one value of a document: names of keys and positions in lists. */
export type Path = readonly (string | number)[];

/** A path as people write it: `scope.accounts[0]`. */
export function pathText(path: Path): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${part}`))
    .join('');
}

/** The path of the setting that a value belongs to: a list counts as one setting, its entries do not. */
export function settingOf(path: Path): Path {
  const entry = path.findIndex((part) => typeof part === 'number');
  return entry === -1 ? path : path.slice(0, entry);
}

/** Reads a dotted path back. */
export function parsePath(text: string): Path {
  return text.split(/[.[]/).map((part) => (part.endsWith(']') ? Number(part.slice(0, -1)) : part));
}

/** Whether one path is the other, or leads to it. */
export function covers(outer: Path, inner: Path): boolean {
  return outer.every((part, at) => part === inner[at]);
}

/** The value at a path; undefined when there is none. */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** The same document without the values at these paths. */
export function without(document: unknown, paths: readonly Path[]): unknown {
  if (paths.some((path) => path.length === 0)) return {};
  const copy = structuredClone(document);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    const last = path.at(-1);
    if (typeof parent === 'object' && parent !== null && last !== undefined)
      Reflect.deleteProperty(parent, last);
  }
  return copy;
}

import type { Json } from './describe-settings.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

/** One setting, or one section of settings, as people are told about it. */
export interface CatalogueEntry {
  /** Dotted, with `[]` for the entries of a list: `exemptions[].tag.key`. */
  readonly path: string;
  readonly name: string;
  /** Path of what it stands in; empty at the top. */
  readonly parent: string;
  readonly description: string;
  readonly kind: 'section' | 'setting';
  readonly default?: Json;
}

/** Every section and setting there is, in the order of the schema: parents before children. */
export function catalogue(): readonly CatalogueEntry[] {
  return entriesBelow(jsonSchema(), '');
}

function entriesBelow(node: JsonSchema, parent: string): readonly CatalogueEntry[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    const entry: CatalogueEntry = {
      path,
      name,
      parent,
      description: child.description ?? '',
      kind: child.properties === undefined ? 'setting' : 'section',
      ...(child.default === undefined ? {} : { default: child.default }),
    };
    const within =
      child.items === undefined ? entriesBelow(child, path) : entriesBelow(child.items, `${path}[]`);
    return [entry, ...within];
  });
}

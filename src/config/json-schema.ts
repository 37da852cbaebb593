import { z } from 'zod';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { describeSettings, type Json } from './describe-settings.ts';
import { documentSchema } from './schema.ts';

/** The part of JSON Schema that is used for `keyturn.yaml`. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: Json;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
}

/** The JSON Schema (draft 2020-12) of `keyturn.yaml`, made from the schema that validates it. */
export function jsonSchema(): JsonSchema {
  const made = z.toJSONSchema(documentSchema, { io: 'input', target: 'draft-2020-12' });
  return finish(made as JsonSchema, describeSettings(DEFAULT_SETTINGS));
}

/** Puts in the defaults, and writes "this or null" as one type, which editors show better than a choice of two. */
function finish(made: JsonSchema, defaults: Json | undefined): JsonSchema {
  const node = withoutChoice(made);
  const { properties, items, ...rest } = node;
  if (properties !== undefined) {
    const entries = Object.entries(properties).map(([name, child]) => [
      name,
      finish(child, member(defaults, name)),
    ]);
    return { ...rest, properties: Object.fromEntries(entries) };
  }
  const listed = items === undefined ? {} : { items: finish(items, undefined) };
  return { ...rest, ...listed, ...(defaults === undefined ? {} : { default: defaults }) };
}

function withoutChoice(node: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = node;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return node;
  const [first, second] = anyOf as readonly JsonSchema[];
  if (first?.type !== 'object' || second?.type !== 'null') return node;
  return { ...first, ...rest, type: ['object', 'null'] };
}

function member(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [name: string]: Json })[name];
}

import { z } from 'zod';
import { suggest } from '../suggest.ts';

/** What to write instead of a value that was given. */
export type Hint = (given: unknown) => string;

/** The fields of a section as a document may give them: all optional. */
export type Given<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** A section: all of its fields optional, unknown ones refused, and empty (`policy:` and nothing below it) allowed. */
export function section<Shape extends z.ZodRawShape>(
  description: string,
  shape: Shape,
): z.ZodOptional<z.ZodNullable<z.ZodObject<Shape, z.core.$strict>>> {
  const error = (): string => 'It is a section: write its settings below it, indented by two spaces.';
  return z.strictObject(shape, { error }).nullable().meta({ description }).optional();
}

/** An optional field with the description that editors, the documentation and the starter file show. */
export function field<Schema extends z.ZodType>(schema: Schema, description: string): z.ZodOptional<Schema> {
  return schema.meta({ description }).optional();
}

/** Text of a given shape. */
export function text(pattern: RegExp, hint: Hint): z.ZodString {
  const error = (issue: { readonly input?: unknown }): string => hint(issue.input);
  return z.string({ error }).regex(pattern, { error });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodEnum<z.core.util.ToEnum<Words[number]>> {
  const list = words.map((word) => `\`${word}\``).join(' or ');
  return z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? suggest(input, words) : undefined;
      return meant === undefined ? `Write ${list}.` : `Did you mean \`${meant}\`? Write ${list}.`;
    },
  });
}

/** A switch. YAML 1.2 reads `on` and `yes` as text, which is what people get wrong. */
export function flag(): z.ZodBoolean {
  return z.boolean({
    error: ({ input }) => {
      const word = typeof input === 'string' ? input.trim().toLowerCase() : '';
      const meant = ['on', 'yes', 'true'].includes(word) ? 'true' : 'false';
      const known = meant === 'true' || ['off', 'no', 'false'].includes(word);
      return known ? `Did you mean \`${meant}\`, without quotes?` : 'Write `true` or `false`.';
    },
  });
}

/** A whole number of at least 1. */
export function count(): z.ZodInt {
  const error = ({ input }: { readonly input?: unknown }): string =>
    typeof input === 'string' && /^[1-9]\d*$/.test(input)
      ? `Write the number without quotes: ${input}.`
      : 'Write a whole number of 1 or more.';
  return z
    .int({ error })
    .min(1, { error })
    .max(1_000_000, { error: () => 'Write at most 1000000.' });
}

/** A list of such entries; a single value instead of a list is the usual slip. */
export function list<Entry extends z.ZodType>(entry: Entry): z.ZodArray<Entry> {
  return z.array(entry, {
    error: ({ input }) =>
      input === null
        ? 'Write `[]` for an empty list.'
        : 'Write a list: `[…]`, or one entry a line after `- `.',
  });
}

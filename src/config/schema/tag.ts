import { z } from 'zod';
import type { TagMatch } from '../../domain/exemption.ts';
import { field, text } from './field.ts';

/** A tag to look for: its key, and its value when only one counts. */
export function tag(): z.ZodType<TagMatch> {
  return z
    .strictObject(
      {
        key: tagKey('Write the key of the tag; case does not matter.').meta({
          description: 'Key of the tag; case does not matter.',
        }),
        value: field(
          text(/^.{0,256}$/u, () => 'Write the value in quotes, or leave it out to accept any.'),
          'Value of the tag; case does not matter. Without one, every value but `false`, `no` and `0` counts.',
        ),
      },
      { error: () => 'Write `{key: …}` or `{key: …, value: …}`.' },
    )
    .transform((given) => given as TagMatch);
}

/** The key of a tag. */
export function tagKey(hint: string): z.ZodString {
  return text(/^.{1,128}$/u, () => hint);
}

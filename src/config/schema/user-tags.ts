import { z } from 'zod';
import type { TagSetting } from '../../domain/override.ts';
import { DAY, formatDuration } from '../../domain/time.ts';
import { duration } from './duration.ts';
import { field, list, oneOf } from './field.ts';
import { nonEmpty } from './selector.ts';
import { tagKey } from './tag.ts';

/** What tags may set, and the least that makes sense: the same limits as in `policy`. */
const LEAST: Readonly<Record<Exclude<TagSetting['sets'], 'unusedKeys'>, number>> = {
  rotateAfter: DAY,
  installGrace: 0,
  recoveryGrace: DAY,
  unusedFor: DAY,
};

/** Settings that a tag of the user may change. */
export const userTagList: z.ZodType<readonly TagSetting[] | undefined> = field(
  list(userTag()),
  'Tags of a user that may change one setting each for that user, within bounds. A tag outside its bounds is not followed, and reported.',
);

function userTag(): z.ZodType<TagSetting> {
  return z
    .strictObject(
      {
        tag: tagKey('Write the key of the tag; case does not matter.').meta({
          description: 'Key of the tag; case does not matter.',
        }),
        sets: oneOf(['rotateAfter', 'installGrace', 'recoveryGrace', 'unusedFor', 'unusedKeys']).meta({
          description: 'The setting of `policy` that the value of the tag sets; a bare number means days.',
        }),
        atLeast: field(duration(), 'The least that the tag may say.'),
        atMost: field(duration(), 'The most that the tag may say.'),
        values: field(
          nonEmpty(oneOf(['retire', 'replace', 'keep'])),
          'What the tag may say, instead of atLeast and atMost, where it sets unusedKeys.',
        ),
      },
      { error: () => 'Write `{tag: …, sets: rotateAfter, atLeast: 30d, atMost: 90d}`.' },
    )
    .superRefine((given, context) => {
      const complain = (name: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [name], message });
      for (const [name, message] of complaints(given)) complain(name, message);
    })
    .meta({ anyOf: [{ required: ['atLeast', 'atMost'] }, { required: ['values'] }] })
    .transform((given) => given as TagSetting);
}

interface GivenTag {
  readonly sets: TagSetting['sets'];
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
  readonly values?: readonly string[] | undefined;
}

function complaints({ sets, atLeast, atMost, values }: GivenTag): readonly (readonly [string, string])[] {
  if (sets === 'unusedKeys') {
    const foreign = (['atLeast', 'atMost'] as const).filter(
      (name) => (name === 'atLeast' ? atLeast : atMost) !== undefined,
    );
    return [
      ...(values === undefined
        ? [['values', 'Name what the tag may say: `values: [retire, keep]`.'] as const]
        : []),
      ...foreign.map(
        (name) => [name, 'Remove it: `unusedKeys` is a word, and is bounded by `values`.'] as const,
      ),
    ];
  }
  // A refinement is also asked about a word that is no setting, which is told by itself.
  if (!Object.hasOwn(LEAST, sets)) return [];
  if (values !== undefined)
    return [
      ['values', `Remove it: \`${sets}\` is a duration, and is bounded by \`atLeast\` and \`atMost\`.`],
    ];
  if (atLeast === undefined) return [['atLeast', 'Write the least that the tag may say, such as `30d`.']];
  if (atMost === undefined)
    return [
      [
        'atMost',
        'Write the most that the tag may say, such as `90d`: without it a tag could escape the policy.',
      ],
    ];
  if (atLeast < LEAST[sets]) return [['atLeast', `Write ${formatDuration(LEAST[sets])} or more.`]];
  return atLeast > atMost ? [['atMost', `Write ${formatDuration(atLeast)} (atLeast) or more.`]] : [];
}

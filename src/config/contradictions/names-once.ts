import type { Settings } from '../../domain/settings.ts';
import type { Clash, ContradictionRule } from './rule.ts';

/** Two tags for one setting, or one tag for two, would leave it open which of them counts. */
export const tagsOnce: ContradictionRule = {
  reads: ['userTags'],
  find: ({ userTags }) => [
    ...repeated(
      userTags.map(({ sets }) => sets),
      (at, first) => ({
        paths: [`userTags[${at}].sets`],
        message: `userTags[${at}] and userTags[${first}] both set ${userTags[at]?.sets}.`,
        hint: 'Let one tag set it.',
      }),
    ),
    ...repeated(
      userTags.map(({ tag }) => tag.toLowerCase()),
      (at, first) => ({
        paths: [`userTags[${at}].tag`],
        message: `userTags[${at}] and userTags[${first}] are the same tag, ${userTags[at]?.tag}; case does not matter.`,
        hint: 'Use a tag of its own for each setting.',
      }),
    ),
  ],
};

/** Reports name the override that a policy came from. */
export const overrideNamesOnce: ContradictionRule = {
  reads: ['overrides'],
  find: ({ overrides }: Settings) =>
    repeated(
      overrides.map(({ name }) => name),
      (at, first) => ({
        paths: [`overrides[${at}].name`],
        message: `overrides[${at}] and overrides[${first}] have the same name, ${JSON.stringify(overrides[at]?.name)}.`,
        hint: 'Give each a name of its own, or none.',
      }),
    ),
};

function repeated(
  names: readonly (string | undefined)[],
  clash: (at: number, first: number) => Clash,
): readonly Clash[] {
  return names.flatMap((name, at) => {
    const first = names.indexOf(name);
    return name === undefined || first === at ? [] : [clash(at, first)];
  });
}

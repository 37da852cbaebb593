import { z } from 'zod';
import type { ExemptionRule } from '../../domain/exemption.ts';
import { field, list, text } from './field.ts';
import { accountId, groupName, unitId } from './names.ts';

const CONDITIONS = ['group', 'tag', 'users', 'accounts', 'organizationalUnits'] as const;

/** Rules by which users are left alone. */
export const exemptionList: z.ZodType<readonly ExemptionRule[] | undefined> = field(
  list(exemption()),
  'Users that are left alone. A user is exempt when all the conditions of one rule hold. A list of your own replaces the default, so name its group again if you use it.',
);

function exemption(): z.ZodType<ExemptionRule> {
  return z
    .strictObject(
      {
        group: field(
          groupName(),
          'Members of this IAM group. Where there is no such group, it exempts nobody.',
        ),
        tag: field(tag(), 'Users with this tag.'),
        users: field(
          nonEmpty(text(/^\S+$/, () => 'Write a user name, with `*` and `?` as wildcards.')),
          'Users of these names; `*` and `?` are wildcards.',
        ),
        accounts: field(nonEmpty(accountId()), 'Users in these accounts.'),
        organizationalUnits: field(
          nonEmpty(unitId()),
          'Users of accounts in these organizational units, nested ones included.',
        ),
        reason: field(
          text(/\S/, () => 'Write a sentence.'),
          'Why; shown in reports.',
        ),
      },
      { error: () => 'Write a rule with at least one condition, such as `- group: BreakGlass`.' },
    )
    .refine((rule) => CONDITIONS.some((name) => rule[name] !== undefined), {
      error: () => `Give it a condition, or it would exempt everybody: ${CONDITIONS.join(', ')}.`,
    })
    .meta({ anyOf: CONDITIONS.map((name) => ({ required: [name] })) })
    .transform((rule) => rule as ExemptionRule);
}

function tag(): z.ZodType<NonNullable<ExemptionRule['tag']>> {
  return z
    .strictObject(
      {
        key: text(/^.{1,128}$/u, () => 'Write the key of the tag; case does not matter.').meta({
          description: 'Key of the tag; case does not matter.',
        }),
        value: field(
          text(/^.{0,256}$/u, () => 'Write the value in quotes, or leave it out to accept any.'),
          'Value of the tag; case does not matter. Without one, every value but `false`, `no` and `0` counts.',
        ),
      },
      { error: () => 'Write `{key: …}` or `{key: …, value: …}`.' },
    )
    .transform((given) => given as NonNullable<ExemptionRule['tag']>);
}

function nonEmpty<Entry extends z.ZodType>(entry: Entry): z.ZodArray<Entry> {
  return list(entry).min(1, {
    error: () => 'Name at least one: a condition with an empty list holds for nobody.',
  });
}

import { z } from 'zod';
import type { ExemptionRule } from '../../domain/exemption.ts';
import { field, list, text } from './field.ts';
import { time } from './instant.ts';
import { groupName } from './names.ts';
import { SELECTOR_CONDITIONS, selectorShape } from './selector.ts';
import { tag } from './tag.ts';

const CONDITIONS = ['group', 'tag', ...SELECTOR_CONDITIONS] as const;

/** Rules by which users are left alone. */
export const exemptionList: z.ZodType<readonly ExemptionRule[] | undefined> = field(
  list(exemption()),
  'Users that are left alone. A user is exempt when all the conditions of one rule apply. A list of your own replaces the default, so name its group again if you use it.',
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
        ...selectorShape(),
        until: field(
          time(),
          'When the exemption ends: a day, which means its beginning in UTC, or a time with its zone. Without one, never.',
        ),
        reason: field(sentence(), 'Why; shown in reports.'),
        owner: field(sentence(), 'Who answers for the exemption; shown in reports.'),
      },
      { error: () => 'Write a rule with at least one condition, such as `- group: BreakGlass`.' },
    )
    .refine((rule) => CONDITIONS.some((name) => rule[name] !== undefined), {
      error: () => `Give it a condition, or it would exempt everybody: ${CONDITIONS.join(', ')}.`,
    })
    .meta({ anyOf: CONDITIONS.map((name) => ({ required: [name] })) })
    .transform((rule) => rule as ExemptionRule);
}

function sentence(): z.ZodString {
  return text(/\S/, () => 'Write a sentence.');
}

import { z } from 'zod';
import type { PolicyOverride, UserSelector } from '../../domain/override.ts';
import { toPatch } from '../policy-patch.ts';
import { field, list, text } from './field.ts';
import { type PolicyDocument, policyShape } from './policy.ts';
import { SELECTOR_CONDITIONS, selectorShape } from './selector.ts';

/** Policies of their own for some users. */
export const overrideList: z.ZodType<readonly PolicyOverride[] | undefined> = field(
  list(override()),
  'Policies of their own for some users. They are tried in order, and only the first that applies to a user does.',
);

function override(): z.ZodType<PolicyOverride> {
  return z
    .strictObject(
      {
        name: field(
          text(/^(?=.*\S)[^\r\n]{1,100}$/, () => 'Write a short name on one line.'),
          'A name for it, shown in reports.',
        ),
        when: conditions(),
        policy: patch(),
      },
      { error: () => 'Write an override with `when:` and `policy:` below it.' },
    )
    .transform(
      (given): PolicyOverride => ({
        ...(given.name === undefined ? {} : { name: given.name }),
        when: given.when as UserSelector,
        policy: toPatch(given.policy),
      }),
    );
}

function conditions(): z.ZodType<UserSelector> {
  return z
    .strictObject(selectorShape(), {
      error: () => 'Say below it whom the override is for, such as `accounts: ["123456789012"]`.',
    })
    .refine((given) => SELECTOR_CONDITIONS.some((name) => given[name] !== undefined), {
      error: () =>
        `Give it a condition: ${SELECTOR_CONDITIONS.join(', ')}. What applies to everybody belongs in \`policy\`.`,
    })
    .meta({
      description: 'Whom it is for: all the conditions must apply.',
      anyOf: SELECTOR_CONDITIONS.map((name) => ({ required: [name] })),
    }) as unknown as z.ZodType<UserSelector>;
}

function patch(): z.ZodType<PolicyDocument> {
  return z
    .strictObject(policyShape(), {
      error: () => 'Write settings of `policy` below it, such as `rotateAfter: 60d`.',
    })
    .refine((given) => Object.keys(toPatch(given)).length > 0, {
      error: () => 'Give it a setting of `policy`, such as `rotateAfter: 60d`.',
    })
    .meta({ description: 'What is different for them: any of the settings of `policy`.' });
}

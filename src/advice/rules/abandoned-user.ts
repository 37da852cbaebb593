import { hasPassed, type Instant } from '../../domain/time.ts';
import { type AdviceInput, type AdviceRule, subjectOf } from '../advice-rule.ts';
import { isUnused, useOf } from '../key-use.ts';

/**
 * A user whose password and keys were all unused for as long as policy calls unused.
 *
 * Every part must be known: a report that says nothing of the password, or one key whose last use is unknown, and
 * nothing is said. Users without keys are none of Keyturn's business.
 */
export const abandonedUser: AdviceRule = (input) => {
  const { row, facts, policy, now } = input;
  if (row?.createdAt === undefined || facts.keys.length === 0) return [];
  const { createdAt } = row;
  const known = hasPassed(createdAt, policy.unusedFor, now) && isPasswordUnused(input);
  if (!known || !facts.keys.every((key) => isUnused(input, key))) return [];
  const seen = [row.passwordLastUsedAt, ...facts.keys.map((key) => lastUse(input, key))].filter(
    (at) => at !== undefined,
  );
  return [
    {
      ...subjectOf(input),
      kind: 'abandoned-user',
      ...(seen.length === 0 ? {} : { lastSeenAt: Math.max(...seen) as Instant }),
      createdAt,
    },
  ];
};

function isPasswordUnused({ row, policy, now }: AdviceInput): boolean {
  if (row?.passwordEnabled === undefined) return false;
  if (!row.passwordEnabled || row.passwordLastUsedAt === undefined) return true;
  return hasPassed(row.passwordLastUsedAt, policy.unusedFor, now);
}

function lastUse(input: AdviceInput, key: AdviceInput['facts']['keys'][number]): Instant | undefined {
  const use = useOf(input, key);
  return use.known ? use.last?.at : undefined;
}

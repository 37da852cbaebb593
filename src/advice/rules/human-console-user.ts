import { type AdviceRule, subjectOf } from '../advice-rule.ts';

/** A user with a console password that was used and an active key: a person, for whom short-lived credentials exist. */
export const humanConsoleUser: AdviceRule = (input) => {
  const { row, facts } = input;
  if (row?.passwordEnabled !== true || row.passwordLastUsedAt === undefined) return [];
  if (!facts.keys.some((key) => key.status === 'active')) return [];
  const { passwordLastUsedAt, mfaActive: mfa } = row;
  return [{ ...subjectOf(input), kind: 'human-console-user', passwordLastUsedAt, mfa }];
};

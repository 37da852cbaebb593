import { unescapeLiterals, wildcardMatches } from '../wildcard.ts';
import { type ConditionOperator, pair } from './operator.ts';

/** The String… operators. */
export const STRING_OPERATORS: readonly (readonly [string, ConditionOperator])[] = [
  ...pair('StringEquals', 'StringNotEquals', (actual, expected) => actual === unescapeLiterals(expected)),
  ...pair(
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    (actual, expected) => actual.toLowerCase() === unescapeLiterals(expected).toLowerCase(),
  ),
  ...pair('StringLike', 'StringNotLike', (actual, expected) => wildcardMatches(expected, actual)),
];

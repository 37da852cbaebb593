import { arnMatches } from '../arn-pattern.ts';
import { type ConditionOperator, pair } from './operator.ts';

/** The Arn… operators; ArnEquals and ArnLike behave the same in IAM, wildcards included. */
export const ARN_OPERATORS: readonly (readonly [string, ConditionOperator])[] = [
  ...pair('ArnEquals', 'ArnNotEquals', (actual, expected) => arnMatches(expected, actual)),
  ...pair('ArnLike', 'ArnNotLike', (actual, expected) => arnMatches(expected, actual)),
];

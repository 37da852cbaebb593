import { ARN_OPERATORS } from './arn.ts';
import { BOOL_OPERATORS } from './bool.ts';
import { DATE_OPERATORS } from './date.ts';
import { NUMERIC_OPERATORS } from './numeric.ts';
import type { ConditionOperator } from './operator.ts';
import { STRING_OPERATORS } from './string.ts';

/** Every operator that the sandbox evaluates, by its name in lower case (IAM ignores case here). Null stands apart. */
export const OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map(
  [...STRING_OPERATORS, ...ARN_OPERATORS, ...NUMERIC_OPERATORS, ...DATE_OPERATORS, ...BOOL_OPERATORS].map(
    ([name, operator]) => [name.toLowerCase(), operator],
  ),
);

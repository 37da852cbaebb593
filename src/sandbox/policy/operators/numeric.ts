import { type ConditionOperator, pair } from './operator.ts';

function compareNumbers(holds: (a: number, b: number) => boolean): ConditionOperator['compare'] {
  return (actual, expected) => {
    const [a, b] = [Number(actual), Number(expected)];
    if (actual === '' || expected === '' || !Number.isFinite(a) || !Number.isFinite(b)) return undefined;
    return holds(a, b);
  };
}

/** The Numeric… operators. */
export const NUMERIC_OPERATORS: readonly (readonly [string, ConditionOperator])[] = [
  ...pair(
    'NumericEquals',
    'NumericNotEquals',
    compareNumbers((a, b) => a === b),
  ),
  ['NumericLessThan', { negated: false, compare: compareNumbers((a, b) => a < b) }],
  ['NumericLessThanEquals', { negated: false, compare: compareNumbers((a, b) => a <= b) }],
  ['NumericGreaterThan', { negated: false, compare: compareNumbers((a, b) => a > b) }],
  ['NumericGreaterThanEquals', { negated: false, compare: compareNumbers((a, b) => a >= b) }],
];

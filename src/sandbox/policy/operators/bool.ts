import type { ConditionOperator } from './operator.ts';

const TRUTHS = new Set(['true', 'false']);

/** The Bool operator. */
export const BOOL_OPERATORS: readonly (readonly [string, ConditionOperator])[] = [
  [
    'Bool',
    {
      negated: false,
      compare: (actual, expected) => {
        const [a, b] = [actual.toLowerCase(), expected.toLowerCase()];
        return TRUTHS.has(a) && TRUTHS.has(b) ? a === b : undefined;
      },
    },
  ],
];

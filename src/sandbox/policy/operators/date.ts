import { type ConditionOperator, pair } from './operator.ts';

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
const EPOCH_SECONDS = /^\d+$/;

/** IAM takes ISO 8601 dates and epoch seconds; anything else is not a date. */
function instantOf(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  if (!ISO.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

function compareDates(holds: (a: number, b: number) => boolean): ConditionOperator['compare'] {
  return (actual, expected) => {
    const [a, b] = [instantOf(actual), instantOf(expected)];
    return a === undefined || b === undefined ? undefined : holds(a, b);
  };
}

/** The Date… operators. */
export const DATE_OPERATORS: readonly (readonly [string, ConditionOperator])[] = [
  ...pair(
    'DateEquals',
    'DateNotEquals',
    compareDates((a, b) => a === b),
  ),
  ['DateLessThan', { negated: false, compare: compareDates((a, b) => a < b) }],
  ['DateLessThanEquals', { negated: false, compare: compareDates((a, b) => a <= b) }],
  ['DateGreaterThan', { negated: false, compare: compareDates((a, b) => a > b) }],
  ['DateGreaterThanEquals', { negated: false, compare: compareDates((a, b) => a >= b) }],
];

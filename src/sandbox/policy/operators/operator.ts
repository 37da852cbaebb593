/** One comparison of a condition operator. */
export interface ConditionOperator {
  /** True for the Not… forms, which hold when no value compares equal, and when the key is absent. */
  readonly negated: boolean;
  /** Compares; undefined when either side is not of the operator's type, which fails closed. */
  compare(actual: string, expected: string): boolean | undefined;
}

/** An operator and its negation. */
export function pair(
  name: string,
  negatedName: string,
  compare: ConditionOperator['compare'],
): readonly (readonly [string, ConditionOperator])[] {
  return [
    [name, { negated: false, compare }],
    [negatedName, { negated: true, compare }],
  ];
}

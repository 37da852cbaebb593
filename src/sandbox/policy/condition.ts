import type { ConditionClause } from './document.ts';
import type { ConditionOperator } from './operators/operator.ts';
import { OPERATORS } from './operators/registry.ts';
import type { ContextKeys, Verdict } from './request.ts';
import { substituteVariables } from './variable.ts';

/** An operator's name taken apart: `ForAnyValue:StringLikeIfExists`. */
interface OperatorForm {
  readonly base: string;
  readonly quantifier: 'any' | 'all' | undefined;
  readonly ifExists: boolean;
}

/** Tells whether one clause of a Condition holds. All clauses of a statement must. */
export function clauseHolds(clause: ConditionClause, context: ContextKeys, variables: boolean): Verdict {
  if (!context.supports(clause.key)) return 'unsupported';
  const form = formOf(clause.operator);
  const actual = context.values(clause.key);
  if (form.base === 'null') return nullHolds(clause, actual);
  const operator = OPERATORS.get(form.base);
  if (operator === undefined) return 'unsupported';
  const absent = actual === undefined || actual.length === 0;
  if (absent) return absentHolds(form, operator);
  if (form.quantifier === undefined && actual.length > 1) return 'unsupported';
  const expected = expectedValues(clause, context, variables);
  if (typeof expected === 'string') return expected;
  return compareAll(form, operator, actual, expected);
}

function formOf(name: string): OperatorForm {
  const lower = name.toLowerCase();
  const [prefix, rest] = lower.includes(':') ? lower.split(':', 2) : [undefined, lower];
  const ifExists = rest?.endsWith('ifexists') ?? false;
  const base = (ifExists ? rest?.slice(0, -'ifexists'.length) : rest) ?? '';
  if (prefix === undefined) return { base, quantifier: undefined, ifExists };
  if (prefix === 'foranyvalue') return { base, quantifier: 'any', ifExists };
  if (prefix === 'forallvalues') return { base, quantifier: 'all', ifExists };
  return { base: name, quantifier: undefined, ifExists };
}

/** `Null` with "true" wants the key to be absent. */
function nullHolds(clause: ConditionClause, actual: readonly string[] | undefined): Verdict {
  const wanted = clause.values[0]?.toLowerCase();
  if (clause.values.length !== 1 || (wanted !== 'true' && wanted !== 'false')) return 'unsupported';
  return (actual === undefined) === (wanted === 'true') ? 'yes' : 'no';
}

/** An absent key satisfies …IfExists, ForAllValues and the negated operators, and nothing else. */
function absentHolds(form: OperatorForm, operator: ConditionOperator): Verdict {
  if (form.ifExists || form.quantifier === 'all') return 'yes';
  if (form.quantifier === 'any') return 'no';
  return operator.negated ? 'yes' : 'no';
}

function expectedValues(
  clause: ConditionClause,
  context: ContextKeys,
  variables: boolean,
): readonly string[] | Verdict {
  if (!variables) return clause.values;
  const patterns: string[] = [];
  for (const value of clause.values) {
    const substituted = substituteVariables(value, context);
    if (substituted.verdict !== 'yes') return substituted.verdict;
    patterns.push(substituted.pattern);
  }
  return patterns;
}

function compareAll(
  form: OperatorForm,
  operator: ConditionOperator,
  actual: readonly string[],
  expected: readonly string[],
): Verdict {
  const outcomes: boolean[] = [];
  for (const value of actual) {
    const comparisons = expected.map((wanted) => operator.compare(value, wanted));
    if (comparisons.includes(undefined)) return 'unsupported';
    const equalToAny = comparisons.includes(true);
    outcomes.push(operator.negated ? !equalToAny : equalToAny);
  }
  const holds = form.quantifier === 'all' ? outcomes.every(Boolean) : outcomes.some(Boolean);
  return holds ? 'yes' : 'no';
}

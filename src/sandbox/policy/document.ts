/** A policy after reading: every optional list filled in, every single value made a list. */
export interface PolicyDocument {
  /** Policy variables work in version 2012-10-17 only; older documents take `${…}` literally. */
  readonly variables: boolean;
  readonly statements: readonly Statement[];
}

/** One statement. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: PatternList;
  /** Undefined in trust policies, where the resource is the role itself. */
  readonly resources: PatternList | undefined;
  readonly principals: PrincipalList | undefined;
  readonly conditions: readonly ConditionClause[];
}

/** Patterns of Action or Resource, or of their Not… form. */
export interface PatternList {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** Who a resource policy speaks of; principals that are not AWS ones never match here. */
export interface PrincipalList {
  readonly negated: boolean;
  readonly everybody: boolean;
  readonly aws: readonly string[];
}

/** One operator, one key, its values. */
export interface ConditionClause {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

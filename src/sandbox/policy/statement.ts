import { arnMatches } from './arn-pattern.ts';
import { clauseHolds } from './condition.ts';
import type { PatternList, Statement } from './document.ts';
import type { AccessRequest, ContextKeys, Verdict } from './request.ts';
import { substituteVariables } from './variable.ts';
import { wildcardMatches } from './wildcard.ts';

/** Tells whether action, resource and conditions of a statement fit a request; the principal is looked at elsewhere. */
export function statementFits(statement: Statement, request: AccessRequest, variables: boolean): Verdict {
  if (!actionFits(statement.actions, request.action)) return 'no';
  const resource = resourceFits(statement.resources, request, variables);
  if (resource !== 'yes') return resource;
  return conditionsHold(statement, request.context, variables);
}

function actionFits(actions: PatternList, action: string): boolean {
  const lower = action.toLowerCase();
  return (
    actions.patterns.some((pattern) => wildcardMatches(pattern.toLowerCase(), lower)) !== actions.negated
  );
}

function resourceFits(
  resources: PatternList | undefined,
  request: AccessRequest,
  variables: boolean,
): Verdict {
  if (resources === undefined) return 'yes';
  let named = false;
  for (const written of resources.patterns) {
    const substituted = variables
      ? substituteVariables(written, request.context)
      : { verdict: 'yes' as const, pattern: written };
    if (substituted.verdict === 'unsupported') return 'unsupported';
    if (substituted.verdict === 'no' && resources.negated) return 'unsupported';
    if (substituted.verdict === 'yes' && arnMatches(substituted.pattern, request.resource)) named = true;
  }
  return named !== resources.negated ? 'yes' : 'no';
}

/** A clause that surely fails decides before one that cannot be told. */
function conditionsHold(statement: Statement, context: ContextKeys, variables: boolean): Verdict {
  let verdict: Verdict = 'yes';
  for (const clause of statement.conditions) {
    const held = clauseHolds(clause, context, variables);
    if (held === 'no') return 'no';
    if (held === 'unsupported') verdict = 'unsupported';
  }
  return verdict;
}

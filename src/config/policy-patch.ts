import type { PolicyPatch } from '../domain/policy.ts';
import type { Duration } from '../domain/time.ts';
import type { PolicyDocument } from './schema/policy.ts';

/** What a document gives of a policy, and nothing else; warnings longest first, each once. */
export function toPatch(given: PolicyDocument | null | undefined): PolicyPatch {
  const { inUse, warnBefore, ...rest } = given ?? {};
  const use = set(inUse ?? {});
  return {
    ...set(rest),
    ...(warnBefore === undefined ? {} : { warnBefore: longestFirst(warnBefore) }),
    ...(Object.keys(use).length === 0 ? {} : { inUse: use }),
  } as PolicyPatch;
}

/** The order that the planner relies on; the same warning twice would be sent twice. */
function longestFirst(warnings: readonly Duration[]): readonly Duration[] {
  return [...new Set(warnings)].sort((a, b) => b - a);
}

function set(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The parts of a statement that say whom it concerns, and under which conditions. */
export interface WhomStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal | undefined;
  readonly NotPrincipal?: Principal | undefined;
  readonly Condition?: Conditions | undefined;
}

/** `"*"`, or names by type of principal. */
export type Principal = string | Readonly<Record<string, string | readonly string[]>>;

/** Values by key, by operator. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Conditions that say who may come, with the values that really name somebody: an account, an organization or one
 * principal. A network, a time or a tag says nothing of who it is.
 */
const NAMES_SOMEBODY: Readonly<Record<string, RegExp>> = {
  'aws:principalarn': /^arn:[^:*?$]+:(iam|sts)::\d{12}:/,
  'aws:principalaccount': /^\d{12}$/,
  'aws:principalorgid': /^o-[a-z0-9]{10,32}$/,
  'aws:principalorgpaths': /^o-[a-z0-9]{10,32}\//,
  'aws:userid': /^(A[A-Z0-9]{15,}|\d{12}$)/,
};

/** `IfExists`, negations and `ForAllValues` also hold when there is nothing to compare, and so restrict nobody. */
const RESTRICTING = /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike)$/;

/**
 * Whether a statement lets everybody in: an Allow for all principals, or for all but some, without a condition that
 * says who they must be. When in doubt it does.
 */
export function allowsEverybody(statement: WhomStatement): boolean {
  if (statement.Effect !== 'Allow') return false;
  if (statement.NotPrincipal !== undefined) return true;
  return namesIn(statement.Principal).includes('*') && !restrictsPrincipal(statement.Condition ?? {});
}

/**
 * The internal id of a user or role that a statement names and that is gone, if there is one.
 *
 * AWS shows such an id instead of the name of a deleted principal, and refuses it in a policy that is put back.
 */
export function gonePrincipal(statement: WhomStatement): string | undefined {
  const names = [...namesIn(statement.Principal), ...namesIn(statement.NotPrincipal)];
  return names.find((name) => /^A[A-Z]{3}[A-Z0-9]{12,}$/.test(name));
}

function namesIn(principal: Principal | undefined): readonly string[] {
  if (principal === undefined) return [];
  return typeof principal === 'string' ? [principal] : Object.values(principal).flat();
}

/** All conditions of a statement must hold at once, so one that restricts is enough; its values stand for each other. */
function restrictsPrincipal(conditions: Conditions): boolean {
  return Object.entries(conditions)
    .filter(([operator]) => RESTRICTING.test(operator.toLowerCase()))
    .flatMap(([, keys]) => Object.entries(keys))
    .some(([key, given]) => {
      const pattern = NAMES_SOMEBODY[key.toLowerCase()];
      const values = [given].flat();
      return (
        pattern !== undefined && values.length > 0 && values.every((value) => pattern.test(String(value)))
      );
    });
}

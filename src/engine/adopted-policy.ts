import { z } from 'zod';
import { allowsEverybody, gonePrincipal } from '../permissions/everybody.ts';
import { allowStatements, denyStatement, OWN_SIDS, type SecretOwner } from '../permissions/secret-policy.ts';

/** AWS's limit for the text of a secret's resource policy, in characters. */
export const RESOURCE_POLICY_LIMIT = 20_480;

/** Whom Keyturn adds to the policy of a secret that it took over. */
export interface Admitted {
  readonly owner: SecretOwner;
  readonly readers: readonly string[];
  /** Whether the operator has confirmed that `readers` are all: only then is everybody else denied. */
  readonly readersConfirmed: boolean;
}

/** The policy that a secret gets when it is taken over, or why Keyturn keeps its hands off. */
export type MergedPolicy =
  | { readonly mergeable: true; readonly policy: string; readonly denies: boolean }
  | { readonly mergeable: false; readonly why: string };

const names = z.union([z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))]);
const texts = z.union([z.string(), z.array(z.string())]);

/** Strict: an element that we do not know could change what a statement means. */
const elements = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: names.optional(),
  NotPrincipal: names.optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

/** Without a principal, a statement of a resource policy concerns nobody we could name. */
const statement = elements.refine(
  ({ Principal, NotPrincipal }) => (Principal === undefined) !== (NotPrincipal === undefined),
);

const document = z.strictObject({
  Version: z.string().optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(statement), statement]),
});

type Statement = z.infer<typeof statement>;
type PolicyText = z.infer<typeof document>;

/**
 * Adds the owner and the readers to a policy that others wrote. Pure.
 *
 * Every statement of others stays as it is and where it is; those with Keyturn's own names are replaced. Repeating it
 * on its own result changes nothing. A policy that lets everybody in is not one to put a key behind, and one that we
 * do not understand, or that AWS would refuse, is not one to write.
 */
export function mergePolicy(before: string | undefined, admitted: Admitted): MergedPolicy {
  const known = before === undefined ? EMPTY : parsed(before);
  if (known === undefined) return refused('its policy cannot be understood; rewrite it');
  const others = [known.Statement].flat().filter(({ Sid }) => Sid === undefined || !OWN_SIDS.includes(Sid));
  const objection = others.map(objectionTo).find((why) => why !== undefined);
  if (objection !== undefined) return refused(objection);
  const { owner, readers, readersConfirmed: denies } = admitted;
  const own = [...allowStatements(owner, readers), ...(denies ? [denyStatement(owner, readers)] : [])];
  const policy = JSON.stringify({ ...known, Statement: [...others, ...own] });
  if (policy.length <= RESOURCE_POLICY_LIMIT) return { mergeable: true, policy, denies };
  return refused(
    `its policy would have ${policy.length} characters with the owner added, and AWS allows ${RESOURCE_POLICY_LIMIT}; shorten it`,
  );
}

/** Whether two texts are the same policy, whatever their spaces. */
export function isSamePolicy(one: string | undefined, other: string): boolean {
  const known = one === undefined ? undefined : parsed(one);
  return known !== undefined && JSON.stringify(known) === JSON.stringify(parsed(other));
}

const EMPTY: PolicyText = { Version: '2012-10-17', Statement: [] };

/** The policy as it is written, with its elements in their own order; undefined when it is not one. */
function parsed(text: string): PolicyText | undefined {
  try {
    const raw: unknown = JSON.parse(text);
    return document.safeParse(raw).success ? (raw as PolicyText) : undefined;
  } catch {
    return undefined;
  }
}

function objectionTo(given: Statement): string | undefined {
  const called =
    given.Sid === undefined ? 'a statement without Sid' : `statement ${JSON.stringify(given.Sid)}`;
  if (allowsEverybody(given)) return `its policy allows everybody (${called}); name there who may read it`;
  const gone = gonePrincipal(given);
  if (gone === undefined) return undefined;
  return `its policy names ${gone} (${called}), a user or role that is gone, and AWS would refuse it; take that out`;
}

function refused(why: string): MergedPolicy {
  return { mergeable: false, why };
}

import type { Caller } from '../auth/caller.ts';
import type { ContextKeys } from '../policy/request.ts';
import type { AccountRecord } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import type { AccessCheck } from './check.ts';
import { KEYS_THAT_MAY_BE_ABSENT, TAG_KEY_PREFIXES } from './known-keys.ts';
import { organizationPath } from './organization-path.ts';

/** What of a request, beyond caller and check, conditions can see. */
export interface RequestFacts {
  readonly region: string;
  readonly userAgent: string | undefined;
}

type KeyValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Gathers the condition keys of one permission check, once a condition asks for one: most statements have none. */
export function contextOf(
  state: WorldState,
  caller: Caller,
  check: AccessCheck,
  facts: RequestFacts,
): ContextKeys {
  let gathered: Gathered | undefined;
  const keys = (): Gathered => {
    gathered ??= gather([
      environmentKeys(state, facts),
      principalKeys(state, caller),
      resourceKeys(state, check),
      check.keys ?? {},
    ]);
    return gathered;
  };
  return {
    values: (key) => keys().get(key.toLowerCase()),
    supports: (key) => {
      const name = key.toLowerCase();
      return (
        KEYS_THAT_MAY_BE_ABSENT.has(name) ||
        TAG_KEY_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
        keys().has(name)
      );
    },
  };
}

/** The keys that a request knows, in lower case, with their values; those without one are known to be absent. */
type Gathered = ReadonlyMap<string, readonly string[] | undefined>;

function gather(sources: readonly KeyValues[]): Gathered {
  const gathered = new Map<string, readonly string[] | undefined>();
  for (const source of sources) {
    for (const key of Object.keys(source)) {
      const name = key.toLowerCase();
      const value = source[key];
      // A key that two sources know has the value of the one that has any.
      if (value !== undefined) gathered.set(name, typeof value === 'string' ? [value] : value);
      else if (!gathered.has(name)) gathered.set(name, undefined);
    }
  }
  return gathered;
}

function environmentKeys(state: WorldState, facts: RequestFacts): KeyValues {
  const now = state.clock.now();
  return {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': facts.region,
    'aws:UserAgent': facts.userAgent,
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
  };
}

function principalKeys(state: WorldState, caller: Caller): KeyValues {
  const { identity, session } = caller;
  const tags = caller.user?.tags ?? caller.role?.tags;
  return {
    'aws:PrincipalArn': identity.principalArn,
    'aws:PrincipalAccount': identity.accountId,
    'aws:PrincipalType': identity.kind === 'user' ? 'User' : 'AssumedRole',
    'aws:userid': caller.userId,
    'aws:username': caller.user?.name,
    'aws:MultiFactorAuthPresent': session === undefined ? undefined : 'false',
    'aws:TokenIssueTime': session === undefined ? undefined : new Date(session.issuedAt).toISOString(),
    ...organizationKeys(state, state.accounts.get(identity.accountId), 'Principal'),
    ...tagKeys('aws:PrincipalTag', tags),
  };
}

function resourceKeys(state: WorldState, check: AccessCheck): KeyValues {
  const service = check.action.split(':')[0] ?? '';
  const { requestTags } = check;
  return {
    'aws:ResourceAccount': check.resourceAccountId,
    ...organizationKeys(state, state.accounts.get(check.resourceAccountId), 'Resource'),
    ...tagKeys('aws:ResourceTag', check.resourceTags),
    ...tagKeys(`${service}:ResourceTag`, check.resourceTags),
    ...tagKeys('aws:RequestTag', requestTags),
    'aws:TagKeys': requestTags === undefined || requestTags.size === 0 ? undefined : [...requestTags.keys()],
  };
}

function organizationKeys(
  state: WorldState,
  account: AccountRecord | undefined,
  side: 'Principal' | 'Resource',
): KeyValues {
  const path = account === undefined ? undefined : organizationPath(state, account);
  if (path === undefined) return {};
  return { [`aws:${side}OrgID`]: state.organization?.id, [`aws:${side}OrgPaths`]: [path] };
}

function tagKeys(prefix: string, tags: ReadonlyMap<string, string> | undefined): KeyValues {
  return Object.fromEntries([...(tags ?? [])].map(([key, value]) => [`${prefix}/${key}`, value]));
}

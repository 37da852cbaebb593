import type { AccessCheck } from '../../access/check.ts';
import { ServiceError } from '../../service-error.ts';
import type { UserRecord } from '../../world/model.ts';
import { isBehind, lookBehind, userPlace } from '../../world/stale-look.ts';
import type { WorldState } from '../../world/state.ts';
import type { OperationCall } from '../operation.ts';
import { NAME } from './rules.ts';

/** The user that a call is about, before it is known whether there is one. */
export interface TargetUser {
  readonly check: AccessCheck;
  /** The user as it is, or NoSuchEntity; asked after authorization, so that strangers learn nothing. */
  get(): UserRecord;
  /** The user as this read sees it, which may be a moment behind. */
  seen(): UserRecord;
}

/**
 * Finds the user named by UserName; without it, IAM takes the user who signed. A name that nobody has is authorized
 * as if its path were `/`.
 */
export function targetUser(call: OperationCall, action: string): TargetUser {
  const { caller, params, state } = call;
  const accountId = caller.identity.accountId;
  const name = params.text('UserName', NAME) ?? caller.user?.name;
  if (name === undefined)
    throw params.invalid('Must specify userName when calling with non-User credentials');
  const user = state.accounts.get(accountId)?.users.get(name);
  return {
    check: {
      action: `iam:${action}`,
      resource: user?.arn ?? `arn:aws:iam::${accountId}:user/${name}`,
      shownAs: user?.arn ?? `user ${name}`,
      resourceAccountId: accountId,
      ...(user === undefined ? {} : { resourceTags: user.tags }),
    },
    get: () => orNoSuchUser(user, name),
    seen: () => orNoSuchUser(seenUser(state, { accountId, name }), name),
  };
}

/** The user of a name as one read sees it: half of the reads of IAM are a moment behind. */
export function seenUser(
  state: WorldState,
  ref: { readonly accountId: string; readonly name: string },
): UserRecord | undefined {
  const present = state.accounts.get(ref.accountId)?.users.get(ref.name);
  const looks = state.pasts.users.get(userPlace(ref));
  const behind = isBehind(state, ref.accountId) ? state.options.propagation.listing : 0;
  return lookBehind(state, looks, { present, behind });
}

/** All users of an account as one read sees them. */
export function seenUsers(state: WorldState, accountId: string): readonly UserRecord[] {
  const present = state.accounts.get(accountId)?.users;
  if (state.pasts.users.size === 0) return [...(present?.values() ?? [])];
  const names = new Set(present?.keys());
  const prefix = userPlace({ accountId, name: '' });
  for (const place of state.pasts.users.keys()) {
    if (place.startsWith(prefix)) names.add(place.slice(prefix.length));
  }
  return [...names].flatMap((name) => seenUser(state, { accountId, name }) ?? []);
}

function orNoSuchUser(user: UserRecord | undefined, name: string): UserRecord {
  if (user === undefined) throw noSuchEntity(`The user with name ${name} cannot be found.`);
  return user;
}

/** IAM's answer when something is not there. */
export function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntity', 404, message);
}

import type { AccessCheck } from '../../access/check.ts';
import { ServiceError } from '../../service-error.ts';
import type { UserRecord } from '../../world/model.ts';
import type { OperationCall } from '../operation.ts';
import { NAME } from './rules.ts';

/** The user that a call is about, before it is known whether there is one. */
export interface TargetUser {
  readonly check: AccessCheck;
  /** The user, or NoSuchEntity; asked after authorization, so that strangers learn nothing. */
  get(): UserRecord;
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
    get: () => {
      if (user === undefined) throw noSuchEntity(`The user with name ${name} cannot be found.`);
      return user;
    },
  };
}

/** IAM's answer when something is not there. */
export function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntity', 404, message);
}

import { KeyturnError } from '../domain/errors.ts';
import type { AccountId, UserRef } from '../domain/ids.ts';
import type { RunReport } from '../domain/report.ts';
import { accountById } from '../domain/user-facts.ts';
import { findUser } from './find-user.ts';
import type { RunParts } from './run/parts.ts';
import { runOnce } from './run/run-once.ts';

/** Whose keys to replace now. */
export interface ForceRequest {
  readonly user: string;
  readonly accountId?: AccountId;
  /** Only this key, by its id or its last four or more characters. */
  readonly key?: string;
  readonly why: string;
  readonly enforce: boolean;
}

/**
 * Replaces the keys of one user now, whatever their age: one user, and only that user, by the same rules and gates.
 *
 * An exempt user is left alone. Where there is no free slot the order waits in the ledger, and later runs carry it out.
 * Without `enforce` it only shows. Errors: USER_NOT_FOUND, USER_AMBIGUOUS, and those of a run.
 */
export async function forceRotation(parts: RunParts, request: ForceRequest): Promise<RunReport> {
  const ref = await locateUser(parts, request);
  const { arn } = await parts.cloud.caller();
  const { key, why, enforce } = request;
  return await runOnce(parts, {
    enforce,
    only: [{ accountId: ref.accountId, userIds: [ref.userId] }],
    onlyWhy: 'only one user was asked for',
    force: { user: request.user, by: arn, why, ...(key === undefined ? {} : { key }) },
  });
}

/** By the ledger when it knows the user; otherwise by IAM, for which the account must be named. */
async function locateUser(parts: RunParts, request: ForceRequest): Promise<UserRef> {
  const { user, accountId } = request;
  if (accountId === undefined && parts.settings.organization.mode === 'organization')
    return await findUser(parts.ledger, { user });
  const id = accountId ?? (await parts.cloud.caller()).accountId;
  const reader = await parts.cloud.openAccount(accountById(id));
  const found = (await reader.listUsers()).find(
    (header) => header.userId === user || header.userName.toLowerCase() === user.toLowerCase(),
  );
  if (found !== undefined) return { accountId: id, userId: found.userId };
  throw new KeyturnError({
    code: 'USER_NOT_FOUND',
    message: `Account ${id} has no user "${user}".`,
    next: 'Check the spelling and the account.',
  });
}

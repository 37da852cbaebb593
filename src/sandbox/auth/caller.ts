import type { PrincipalIdentity } from '../policy/request.ts';
import type { RoleRecord, SessionRecord, UserRecord } from '../world/model.ts';
import { sessionArn } from '../world/sessions.ts';
import type { Actor } from '../world/state.ts';

/** Who signed a request. */
export interface Caller {
  readonly identity: PrincipalIdentity;
  /** `aws:userid` and GetCallerIdentity's UserId: AIDA…, or AROA…:session. */
  readonly userId: string;
  readonly actor: Actor;
  readonly user: UserRecord | undefined;
  readonly role: RoleRecord | undefined;
  readonly session: SessionRecord | undefined;
}

/** A user calling with a long-term key. */
export function userCaller(user: UserRecord): Caller {
  const { accountId, arn, userId } = user;
  return {
    identity: { kind: 'user', accountId, arn, principalArn: arn, uniqueId: userId },
    userId,
    actor: { arn },
    user,
    role: undefined,
    session: undefined,
  };
}

/** A role calling with temporary credentials. */
export function sessionCaller(role: RoleRecord, session: SessionRecord): Caller {
  const arn = sessionArn(session);
  const { accountId, roleId } = role;
  return {
    identity: { kind: 'session', accountId, arn, principalArn: role.arn, uniqueId: roleId },
    userId: `${roleId}:${session.sessionName}`,
    actor: { arn, sessionName: session.sessionName },
    user: undefined,
    role,
    session,
  };
}

import { conceal } from '../concealed.ts';
import type { StoredPolicy } from '../policy/stored-policy.ts';
import { newAccessKeyId, newSecretAccessKey, newSessionToken } from './identifiers.ts';
import type { RoleRecord, SessionRecord } from './model.ts';
import type { WorldState } from './state.ts';

/** What a new session is made with. */
export interface NewSession {
  readonly role: RoleRecord;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly policy: StoredPolicy | undefined;
}

/** Issues temporary credentials of a role; they work at once, as those of STS do. */
export function issueSession(state: WorldState, fresh: NewSession): SessionRecord {
  const { role, sessionName, durationSeconds, policy } = fresh;
  const issuedAt = state.clock.now();
  const session: SessionRecord = {
    accessKeyId: newAccessKeyId(state.random, 'ASIA'),
    secret: conceal(newSecretAccessKey(state.random)),
    token: conceal(newSessionToken(state.random)),
    accountId: role.accountId,
    roleName: role.name,
    roleId: role.roleId,
    sessionName,
    issuedAt,
    expiresAt: issuedAt + durationSeconds * 1000,
    policy,
  };
  state.sessions.set(session.accessKeyId, session);
  return session;
}

/** The ARN under which a session acts; the role's path is not in it. */
export function sessionArn(session: Pick<SessionRecord, 'accountId' | 'roleName' | 'sessionName'>): string {
  return `arn:aws:sts::${session.accountId}:assumed-role/${session.roleName}/${session.sessionName}`;
}

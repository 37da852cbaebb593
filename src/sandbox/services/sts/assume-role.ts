import type { AccessCheck } from '../../access/check.ts';
import { commonError, type ServiceError } from '../../service-error.ts';
import type { RoleRecord } from '../../world/model.ts';
import { issueSession, sessionArn } from '../../world/sessions.ts';
import { emit } from '../../world/state.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { readSessionPolicy } from './session-policy.ts';

/** Whatever has the parts of an ARN may be the name of a role; what has not, cannot. */
const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/;
const SESSION_NAME = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ };
const EXTERNAL_ID = { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ };
const DURATION = { min: 900, max: 43_200 };
const CHAINED_SECONDS = 3600;

/** AssumeRole: the trust policy must agree, across accounts the caller's own policies as well. */
export const assumeRole: Operation = {
  service: 'sts',
  name: 'AssumeRole',
  mutation: false,
  targetArnParameter: 'RoleArn',
  prepare: (call) => {
    const { state, caller, params } = call;
    const roleArn = params.requiredText('RoleArn', { min: 20, max: 2048 });
    if (!ARN.test(roleArn)) throw params.invalid(`${roleArn} is invalid`);
    const sessionName = params.requiredText('RoleSessionName', SESSION_NAME);
    const externalId = params.text('ExternalId', EXTERNAL_ID);
    refuseUnsimulated(call);
    const durationSeconds = params.integer('DurationSeconds', DURATION) ?? CHAINED_SECONDS;
    const policy = readSessionPolicy(params.text('Policy', { min: 1 }));
    const role = enterableRole(call, roleArn);
    if (role === undefined) throw notAuthorized(call, roleArn);
    return {
      checks: [trustCheck(role, sessionName, externalId)],
      run: () => {
        checkDuration(call, role, durationSeconds);
        const session = issueSession(state, { role, sessionName, durationSeconds, policy });
        const detail = { role: role.arn, session: sessionName, narrowed: policy !== undefined };
        emit(state, caller.actor, { type: 'AssumeRole', accountId: role.accountId, detail });
        return {
          Credentials: {
            AccessKeyId: session.accessKeyId,
            SecretAccessKey: session.secret.reveal(),
            SessionToken: session.token.reveal(),
            Expiration: new Date(session.expiresAt),
          },
          AssumedRoleUser: { AssumedRoleId: `${role.roleId}:${sessionName}`, Arn: sessionArn(session) },
          PackedPolicySize: policy === undefined ? undefined : Math.ceil(policy.text.length / 20.48),
        };
      },
    };
  },
};

function trustCheck(role: RoleRecord, sessionName: string, externalId: string | undefined): AccessCheck {
  return {
    action: 'sts:AssumeRole',
    resource: role.arn,
    resourceAccountId: role.accountId,
    resourceTags: role.tags,
    resourcePolicy: role.trust,
    resourceMustAllow: true,
    keys: {
      'sts:RoleSessionName': sessionName,
      'sts:ExternalId': externalId,
      'sts:SourceIdentity': undefined,
      'sts:TransitiveTagKeys': undefined,
    },
  };
}

/** A role that is not there, or whose account is not active, is refused like one that does not trust the caller. */
function enterableRole(call: OperationCall, roleArn: string): RoleRecord | undefined {
  const [, accountId, path] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? [];
  const account = call.state.accounts.get(accountId ?? '');
  if (account?.state !== 'ACTIVE' || path === undefined) return undefined;
  const role = account.roles.get(path.slice(path.lastIndexOf('/') + 1));
  return role?.arn === roleArn ? role : undefined;
}

function checkDuration(call: OperationCall, role: RoleRecord, seconds: number): void {
  const { params, caller } = call;
  if (seconds > role.maxSessionSeconds) {
    throw params.invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (caller.session !== undefined && seconds > CHAINED_SECONDS) {
    throw params.invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
}

/** What would widen or narrow a session in ways that the sandbox does not follow is refused, not ignored. */
function refuseUnsimulated(call: OperationCall): void {
  for (const name of ['PolicyArns', 'Tags', 'TransitiveTagKeys', 'SourceIdentity', 'ProvidedContexts']) {
    const isGiven = call.params.structures(name).length > 0 || call.params.texts(name).length > 0;
    const isText = name === 'SourceIdentity' && call.params.has(name);
    if (isGiven || isText) throw call.params.invalid(`${name} is not simulated.`);
  }
}

function notAuthorized(call: OperationCall, roleArn: string): ServiceError {
  const message = `User: ${call.caller.identity.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  return commonError('accessDenied', 'sts', message, 'no such role, or its account is not active');
}

import type { IAMClient } from '@aws-sdk/client-iam';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { createAccountReader } from '../../../src/aws/account-reader.ts';
import { type Caller, callerUntil, createCaller } from '../../../src/aws/call.ts';
import { toFailure } from '../../../src/aws/failure.ts';
import { createLimiters } from '../../../src/aws/limiter.ts';
import { listOrganization } from '../../../src/aws/organization.ts';
import { createSecretStore } from '../../../src/aws/secret-store.ts';
import { createUserSession } from '../../../src/aws/user-session.ts';
import { KeyturnError } from '../../../src/domain/errors.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { sessionPolicy } from '../../../src/permissions/session-policy.ts';
import { isCallFailure } from '../../../src/ports/call-failure.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Cloud } from '../../../src/ports/cloud.ts';
import type { Ids } from '../../../src/ports/ids.ts';
import type { ServiceName } from '../../../src/sandbox/index.ts';
import type { SandboxCredentials } from '../../../src/sandbox/world/world.ts';
import { type LightClient, lightClient, type Transport } from './client.ts';

/** What a light cloud is made from. */
export interface LightCloudOptions {
  readonly transport: Transport;
  readonly credentials: SandboxCredentials;
  /** AWS's clock, by which requests are signed; the SDK corrects its own by the answers. */
  readonly awsNow: () => number;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly region: string;
  readonly readRole: string;
  readonly rotateRole: string;
  readonly withUnits: boolean;
  readonly withTags: boolean;
}

const INCONCLUSIVE: readonly string[] = ['credentials', 'throttled', 'server', 'network', 'denied'];

/** The Cloud port over Keyturn's own adapters and light clients; only the wiring of `src/aws/cloud.ts` is done here anew. */
export function createLightCloud(options: LightCloudOptions): Cloud {
  const { transport, clock, ids, region } = options;
  let skew: number | undefined;
  const onServerTime = (epochMs: number): void => {
    skew = epochMs - clock.now();
  };
  const clientFor = (service: ServiceName, credentials: SandboxCredentials): LightClient =>
    lightClient(service, { transport, now: options.awsNow, region, credentials, onServerTime });
  const callers = new Map<string, Caller>();
  const callerFor = (accountId: string): Caller => {
    const known = callers.get(accountId) ?? createCaller(clock, ids, createLimiters(clock, 20));
    callers.set(accountId, known);
    return known;
  };
  const own = callerFor('own');
  const sts = clientFor('sts', options.credentials);
  let identity: ReturnType<Cloud['caller']> | undefined;
  const whoAmI: Cloud['caller'] = () => {
    identity ??= own
      .read('sts', 'GetCallerIdentity', () => sts.send(new GetCallerIdentityCommand({})))
      .then((answer) => {
        const { Account, Arn } = answer as { Account: string; Arn: string };
        return { accountId: Account as AccountId, arn: Arn };
      });
    return identity;
  };
  const enter = async (
    accountId: string,
    role: string,
    session: { readonly name: string; readonly policy?: string },
  ): Promise<SandboxCredentials> => {
    if ((await whoAmI()).accountId === accountId) return options.credentials;
    const input = {
      RoleArn: `arn:aws:iam::${accountId}:role/${role}`,
      RoleSessionName: session.name.slice(0, 64),
      DurationSeconds: 900,
      ...(session.policy === undefined ? {} : { Policy: session.policy }),
    };
    try {
      const answer = await own.read('sts', 'AssumeRole', () => sts.send(new AssumeRoleCommand(input)));
      const given = (answer as { Credentials: Record<string, string> }).Credentials;
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given;
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    } catch (error) {
      if (!isCallFailure(error, 'denied', 'not-found')) throw error;
      const message = `The role ${input.RoleArn} cannot be assumed (${error.awsCode}).`;
      throw new KeyturnError({ code: 'ROLE_NOT_ASSUMABLE', message, next: '', cause: error });
    }
  };

  return {
    caller: whoAmI,
    clockSkew: () => skew,
    aheadOfRun: () => skew ?? 0,
    listOrganization: () => {
      const client = clientFor('organizations', options.credentials) as unknown as OrganizationsClient;
      return listOrganization(client, own, { withUnits: options.withUnits, withTags: options.withTags });
    },
    openAccount: async (account) => {
      const name = { name: `keyturn-read-${ids.next()}` };
      const credentials = await enter(account.id, options.readRole, name);
      const iam = clientFor('iam', credentials) as unknown as IAMClient;
      const manager = clientFor('secretsmanager', credentials) as unknown as SecretsManagerClient;
      const clients = { iam: async () => iam, secretsManager: async () => manager };
      return createAccountReader(clients, callerFor(account.id));
    },
    openUser: async (scope) => {
      const session = { name: `keyturn-${scope.sessionId}`, policy: sessionPolicy(scope, region) };
      const credentials = await enter(scope.account.id, options.rotateRole, session);
      const until = callerUntil(callerFor(scope.account.id), clock, scope.until);
      const manager = clientFor('secretsmanager', credentials) as unknown as SecretsManagerClient;
      const secrets = createSecretStore(manager, until, scope.secretName);
      const iam = clientFor('iam', credentials) as unknown as IAMClient;
      return createUserSession(iam, until, { userName: scope.userName, secrets });
    },
    // The soak makes no dry runs.
    openSecret: () => Promise.reject(new Error('a light cloud looks at no secret')),
    prover: {
      attempt: async (key) => {
        const credentials = { accessKeyId: key.id, secretAccessKey: key.secret.expose() };
        const client = lightClient('sts', { transport, now: options.awsNow, region, credentials });
        try {
          const answer = await client.send(new GetCallerIdentityCommand({}));
          const { Arn: arn, UserId: userId } = answer as { Arn: string; UserId: string };
          return { arn, userId };
        } catch (error) {
          const failure = toFailure(error, 'sts', 'GetCallerIdentity');
          if (INCONCLUSIVE.includes(failure.kind)) return undefined;
          throw failure;
        }
      },
    },
    parameter: async (name) => {
      const ssm = clientFor('ssm', options.credentials);
      const answer = await own.read('ssm', 'GetParameter', () =>
        ssm.send(new GetParameterCommand({ Name: name })),
      );
      return (answer as { Parameter?: { Value?: string } }).Parameter?.Value ?? '';
    },
  };
}

import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { KeyturnError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { MINUTE, plus } from '../domain/time.ts';
import type { Account } from '../domain/user-facts.ts';
import { lookPolicy, SESSION_POLICY_LIMIT, sessionPolicy } from '../permissions/session-policy.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cloud, Caller as Identity, SecretStore, UserScope } from '../ports/cloud.ts';
import type { Ids } from '../ports/ids.ts';
import type { Waiting } from '../ports/waiting.ts';
import { createAccountReader } from './account-reader.ts';
import { type Caller, callerUntil, createCaller } from './call.ts';
import { type Clients, type Connection, type Credentials, createClients } from './clients.ts';
import { explainFirstCall } from './connection-errors.ts';
import { finishing } from './finishing.ts';
import { createLimiters } from './limiter.ts';
import { networkHandler } from './network.ts';
import { listOrganization } from './organization.ts';
import { createProver } from './prover.ts';
import { createSecretStore } from './secret-store.ts';
import { createUserSession } from './user-session.ts';

/** The shortest session that STS gives, in seconds; the session policy ends it earlier. */
const SESSION_SECONDS = 900;

/** Requests a second that one account's limiter reaches at most, unless told otherwise. */
const DEFAULT_CEILING = 20;

/** For how long a session that reads is used before another takes its place. */
const READ_SESSION = 10 * MINUTE;

/** The account of whoever calls, before its id is known. */
const OWN = 'own';

/** What a connection to AWS needs to know beyond credentials. */
export interface CloudOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly readRole: string;
  readonly rotateRole: string;
  /** How far the run's clock is shifted (a rehearsal of another day), in milliseconds; AWS's clock is not. */
  readonly shift?: number;
  /** Region of the secrets; without one, the connection's. */
  readonly secretRegion?: string;
  /** Whether accounts need their organizational units, and their tags. */
  readonly withUnits: boolean;
  readonly withTags?: boolean;
  /** Where the organization is listed, by assuming a role; without it, with the caller's own credentials. */
  readonly list?: { readonly accountId: string; readonly role: string };
  /** Ceiling of the limiter of each account, in requests a second. */
  readonly requestsPerSecond?: number;
  /** Told what calls wait for. */
  readonly waiting?: Waiting;
  /** Aborted when the run is to end: then nothing more is read. */
  readonly stop?: AbortSignal;
}

/** Connects the Cloud port to AWS, or to anything that speaks its protocols. */
export function createCloud(options: CloudOptions): Cloud {
  let skew: number | undefined;
  let { region } = options.connection;
  const { clock, ids, shift = 0, waiting, stop } = options;
  const regionOf = (service: string): string | undefined =>
    service === 'secretsmanager' ? (options.secretRegion ?? region) : region;
  const { network = options.connection.requestHandler === undefined, requestTimeout } = options.connection;
  const callers = new Map<string, Caller>();
  /** One pace for each account; the caller's own, before its id is known, is one of its own. */
  const callerFor = (accountId: string): Caller => {
    const known = callers.get(accountId);
    if (known !== undefined) return known;
    const made = createCaller(
      clock,
      ids,
      createLimiters(clock, options.requestsPerSecond ?? DEFAULT_CEILING),
      {
        reached: () => skew !== undefined,
        place: { regionOf, ...(accountId === OWN ? {} : { account: accountId }) },
        ...(requestTimeout === undefined ? {} : { requestTimeout }),
        ...(waiting === undefined ? {} : { waiting }),
        ...(stop === undefined ? {} : { stop }),
      },
    );
    callers.set(accountId, made);
    return made;
  };
  const caller = callerFor(OWN);
  const requestHandler = options.connection.requestHandler ?? networkHandler(requestTimeout);
  const bounded = { ...options.connection, requestHandler, network };
  const connection: Connection = {
    ...bounded,
    onServerTime: (epochMs) => {
      skew = epochMs - (clock.now() - shift);
    },
  };
  const own = createClients(connection);
  let identity: Promise<Identity> | undefined;
  const whoAmI = (): Promise<Identity> => {
    identity ??= identify();
    return identity;
  };
  const identify = async (): Promise<Identity> => {
    region ??= await own.sts.config.region().catch(() => undefined);
    return await readIdentity(own, caller);
  };

  /** Clients in an account: the caller's own without assuming anything, others through the role. */
  const enter = async (
    account: Account,
    role: string,
    session: { name: string; policy?: string },
  ): Promise<Clients> => {
    if ((await whoAmI()).accountId === account.id) return own;
    return await enterBy(account.id, role, session);
  };

  const enterBy = async (
    accountId: string,
    role: string,
    session: { name: string; policy?: string },
  ): Promise<Clients> => {
    const partition = (await whoAmI()).arn.split(':')[1] ?? 'aws';
    const RoleArn = `arn:${partition}:iam::${accountId}:role/${role}`;
    const credentials = await assume(own, caller, { RoleArn, ...session });
    return createClients({ ...connection, credentials });
  };

  /** A session on one user and one secret, which ends by itself. */
  const narrowed = async (
    scope: UserScope,
    policyOf: typeof sessionPolicy,
  ): Promise<{ readonly clients: Clients; readonly until: Caller; readonly secrets: SecretStore }> => {
    const secretRegion = options.secretRegion ?? (await own.secretsManager.config.region());
    const ends = plus(scope.until, -shift);
    const policy = policyOf({ ...scope, until: ends }, secretRegion);
    if (policy.length > SESSION_POLICY_LIMIT) throw policyTooLong(scope.userName, policy.length);
    const name = `keyturn-${scope.sessionId}`;
    const entered = await enter(scope.account, options.rotateRole, { name, policy });
    const { credentials } = entered.iam.config;
    // Without a role no session policy ends with the lease; there the signatures do.
    const fence = entered === own ? { signaturesUntil: ends } : {};
    const clients = entered === own ? createClients({ ...connection, credentials, ...fence }) : entered;
    const inRegion =
      options.secretRegion === undefined
        ? clients
        : createClients({ ...connection, region: secretRegion, credentials, ...fence });
    const until = finishing(callerUntil(callerFor(scope.account.id), clock, scope.until));
    const secrets = createSecretStore(inRegion.secretsManager, until, scope.secretName);
    return { clients, until, secrets };
  };

  return {
    caller: whoAmI,
    clockSkew: () => skew,
    aheadOfRun: () => (skew ?? 0) - shift,
    listOrganization: async () => {
      const { list, withUnits, withTags = false } = options;
      const named = list !== undefined && list.accountId !== (await whoAmI()).accountId;
      const clients = named
        ? await enterBy(list.accountId, list.role, { name: `keyturn-list-${ids.next()}` })
        : own;
      return await listOrganization(clients.organizations, caller, { withUnits, withTags });
    },

    openAccount: async (account) => {
      const open = async (): Promise<Clients> =>
        await enter(account, options.readRole, { name: `keyturn-read-${ids.next()}` });
      let session = { clients: await open(), until: plus(clock.now(), READ_SESSION) };
      /** Reading a large account at IAM's pace takes longer than a session lasts. */
      const current = async (): Promise<Clients> => {
        if (clock.now() >= session.until)
          session = { clients: await open(), until: plus(clock.now(), READ_SESSION) };
        return session.clients;
      };
      return createAccountReader(
        {
          iam: async () => (await current()).iam,
          secretsManager: async (region) => {
            const { iam, secretsManager } = await current();
            if ((await secretsManager.config.region()) === region) return secretsManager;
            const { credentials } = iam.config;
            return createClients({ ...connection, region, credentials }).secretsManager;
          },
        },
        callerFor(account.id),
      );
    },

    openUser: async (scope) => {
      const { clients, until, secrets } = await narrowed(scope, sessionPolicy);
      return createUserSession(clients.iam, until, { userName: scope.userName, secrets });
    },

    openSecret: async (scope) => {
      const { describe, policy } = (await narrowed(scope, lookPolicy)).secrets;
      return { describe, policy };
    },

    prover: createProver(bounded),

    parameter: async (name) => {
      const answer = await caller.read('ssm', 'GetParameter', (how) =>
        own.ssm.send(new GetParameterCommand({ Name: name }), how),
      );
      return answer.Parameter?.Value ?? '';
    },
  };
}

async function readIdentity(clients: Clients, caller: Caller): Promise<Identity> {
  try {
    const answer = await caller.read('sts', 'GetCallerIdentity', (how) =>
      clients.sts.send(new GetCallerIdentityCommand({}), how),
    );
    if (answer.Account === undefined || answer.Arn === undefined)
      throw new Error('GetCallerIdentity gave no account');
    return { accountId: answer.Account as AccountId, arn: answer.Arn };
  } catch (error) {
    throw explainFirstCall(error);
  }
}

async function assume(
  clients: Clients,
  caller: Caller,
  request: { readonly RoleArn: string; readonly name: string; readonly policy?: string },
): Promise<Credentials> {
  const { RoleArn, name, policy } = request;
  try {
    const answer = await caller.read('sts', 'AssumeRole', (how) =>
      clients.sts.send(
        new AssumeRoleCommand({
          RoleArn,
          RoleSessionName: name.slice(0, 64),
          DurationSeconds: SESSION_SECONDS,
          ...(policy === undefined ? {} : { Policy: policy }),
        }),
        how,
      ),
    );
    const given = answer.Credentials;
    if (
      given?.AccessKeyId === undefined ||
      given.SecretAccessKey === undefined ||
      given.SessionToken === undefined
    ) {
      throw new Error('AssumeRole gave no credentials');
    }
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    };
  } catch (error) {
    if (!isCallFailure(error, 'denied', 'not-found')) throw error;
    throw new KeyturnError({
      code: 'ROLE_NOT_ASSUMABLE',
      message: `The role ${RoleArn} cannot be assumed (${error.awsCode}).`,
      next: 'Create the role in that account with a trust policy for this caller, set organization.readRole or rotateRole to its name, or exclude the account.',
      cause: error,
    });
  }
}

function policyTooLong(userName: string, length: number): KeyturnError {
  return new KeyturnError({
    code: 'AWS_CALL_FAILED',
    message: `The session policy for user ${userName} has ${length} characters; AWS allows ${SESSION_POLICY_LIMIT}.`,
    next: 'Use a shorter delivery.secretName.',
  });
}

import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, RequestHandler } from '@smithy/types';

/** Long-term or session credentials, or how to get them. */
export type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** What all clients of one connection share. */
export interface Connection {
  /** Without one, the SDK's own chain (environment, profile). */
  readonly region?: string;
  /** Without them, the SDK's own chain. */
  readonly credentials?: Credentials;
  /** The sandbox, or a guard around the network; without one, the SDK's own HTTPS handler. */
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's clients each narrow this type in their own way
  readonly requestHandler?: RequestHandler<any, any, any>;
  /** Told the Date header of every answer, as epoch milliseconds. */
  readonly onServerTime?: (epochMs: number) => void;
}

/** How long AWS may take to answer; after that the outcome of a change counts as unknown. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** The clients that Keyturn uses, for one set of credentials. */
export interface Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
  readonly secretsManager: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/**
 * Builds all clients of a connection: the only place where AWS clients are made.
 *
 * `maxAttempts: 1` switches the SDK's retries off everywhere. By default it would send CreateAccessKey up to three
 * times on a dropped connection, and retry `LimitExceeded` as if it were throttling. Reads are retried in `call.ts`.
 * Endpoints follow the SDK's own rules, `AWS_ENDPOINT_URL` and its per-service variants included.
 */
export function createClients(connection: Connection): Clients {
  const config = {
    maxAttempts: 1,
    requestHandler: connection.requestHandler ?? networkHandler(),
    ...(connection.region === undefined ? {} : { region: connection.region }),
    ...(connection.credentials === undefined ? {} : { credentials: connection.credentials }),
  };
  const made = new Map<string, unknown>();
  /** Most sessions use one service or two: a client is made when it is first asked for. */
  const once = <Client extends Stack>(service: string, make: () => Client): Client => {
    const known = made.get(service);
    if (known !== undefined) return known as Client;
    const client = make();
    if (connection.onServerTime !== undefined) reportServerTime(client, connection.onServerTime);
    made.set(service, client);
    return client;
  };
  return {
    get iam() {
      return once('iam', () => new IAMClient(config));
    },
    get sts() {
      return once('sts', () => new STSClient(config));
    },
    get organizations() {
      return once('organizations', () => new OrganizationsClient(config));
    },
    get secretsManager() {
      return once('secretsmanager', () => new SecretsManagerClient(config));
    },
    get ssm() {
      return once('ssm', () => new SSMClient(config));
    },
  };
}

/** Sockets that all clients of a connection share: one set of them for each would be thousands in a long run. */
export function networkHandler(): NodeHttpHandler {
  return new NodeHttpHandler({
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: 10_000,
    httpAgent: { keepAlive: true, maxSockets: MOST_SOCKETS },
    httpsAgent: { keepAlive: true, maxSockets: MOST_SOCKETS },
  });
}

const MOST_SOCKETS = 256;

interface Stack {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: the stack of each client has its own input and output types
    add(middleware: any, options: { step: 'deserialize'; name: string; priority: 'low' }): void;
  };
}

/** Reads the Date header below the deserializer, so that error answers count as well. */
function reportServerTime(client: Stack, report: (epochMs: number) => void): void {
  const middleware =
    (next: (args: unknown) => Promise<{ response?: { headers?: Record<string, string> } }>) =>
    async (args: unknown) => {
      const result = await next(args);
      const at = Date.parse(result.response?.headers?.date ?? '');
      if (!Number.isNaN(at)) report(at);
      return result;
    };
  client.middlewareStack.add(middleware, { step: 'deserialize', name: 'keyturnServerTime', priority: 'low' });
}

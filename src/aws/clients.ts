import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, RequestHandler } from '@smithy/types';
import { giveUpAfter } from './give-up.ts';
import { networkHandler, REQUEST_TIMEOUT_MS } from './network.ts';
import { type Answered, readWhole, type Stack } from './read-whole.ts';
import { setSigningTime } from './signing-time.ts';
import type { Protocol } from './whole-answer.ts';

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
  /** How long AWS may take to answer, in milliseconds; after that the outcome of a change counts as unknown. */
  readonly requestTimeout?: number;
  /** Whether the handler is a network, where real time passes: then every call gives up in the end. */
  readonly network?: boolean;
  /** When the signatures of all requests are to have expired, as epoch milliseconds. */
  readonly signaturesUntil?: number;
  /** Told the Date header of every answer, as epoch milliseconds. */
  readonly onServerTime?: (epochMs: number) => void;
}

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
 * An answer is read to its end and must be AWS's own before the SDK sees it. Endpoints follow the SDK's own rules, `AWS_ENDPOINT_URL` and its per-service variants included.
 */
export function createClients(connection: Connection): Clients {
  const { requestTimeout = REQUEST_TIMEOUT_MS, network = connection.requestHandler === undefined } =
    connection;
  const config = {
    maxAttempts: 1,
    requestHandler: withTimeout(connection.requestHandler ?? networkHandler(requestTimeout), requestTimeout),
    ...(connection.region === undefined ? {} : { region: connection.region }),
    ...(connection.credentials === undefined ? {} : { credentials: connection.credentials }),
  };
  const made = new Map<string, unknown>();
  /** Most sessions use one service or two: a client is made when it is first asked for. */
  const once = <Client extends Stack>(protocol: Protocol, service: string, make: () => Client): Client => {
    const known = made.get(service);
    if (known !== undefined) return known as Client;
    const client = make();
    readWhole(client, { protocol, answered, ...(network ? { within: requestTimeout } : {}) });
    if (network) giveUpAfter(client, WHOLE_CALL * requestTimeout);
    setSigningTime(client, {
      service,
      handler: connection.requestHandler,
      until: connection.signaturesUntil,
    });
    made.set(service, client);
    return client;
  };
  const answered: Answered = ({ date }) => {
    const at = Date.parse(date ?? '');
    if (!Number.isNaN(at)) connection.onServerTime?.(at);
  };
  return {
    get iam() {
      return once('query', 'iam', () => new IAMClient(config));
    },
    get sts() {
      return once('query', 'sts', () => new STSClient(config));
    },
    get organizations() {
      return once('json', 'organizations', () => new OrganizationsClient(config));
    },
    get secretsManager() {
      return once('json', 'secretsmanager', () => new SecretsManagerClient(config));
    },
    get ssm() {
      return once('json', 'ssm', () => new SSMClient(config));
    },
  };
}

/** So many timeouts long a call may take as a whole: getting credentials may be several requests of its own. */
const WHOLE_CALL = 3;

/** Tells the handler the timeout with each request. */
function withTimeout(
  handler: NonNullable<Connection['requestHandler']>,
  requestTimeout: number,
): NonNullable<Connection['requestHandler']> {
  return {
    ...(handler.metadata === undefined ? {} : { metadata: handler.metadata }),
    handle: async (request, options) => await handler.handle(request, { requestTimeout, ...options }),
  };
}

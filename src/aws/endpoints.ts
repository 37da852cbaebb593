import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListRootsCommand } from '@aws-sdk/client-organizations';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { KeyturnError } from '../domain/errors.ts';
import { type Connection, createClients } from './clients.ts';
import { networkHandler } from './network.ts';

/** Whether a host name is this machine itself. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/**
 * The host that each service would be called at, by the SDK's own endpoint rules (`AWS_ENDPOINT_URL`, profile, Region).
 *
 * Sends nothing: a handler that only looks at the request stands where the network would be.
 */
export async function endpointHosts(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const hosts = new Map<string, string>();
  const looking = (service: string) => ({
    handle: async (request: { hostname: string }): Promise<never> => {
      hosts.set(service, request.hostname);
      throw new Error('not sent');
    },
  });
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret' };
  const clientsFor = (service: string) =>
    createClients({ ...connection, credentials, requestHandler: looking(service) });
  const tries = [
    clientsFor('sts').sts.send(new GetCallerIdentityCommand({})),
    clientsFor('iam').iam.send(new ListUsersCommand({})),
    clientsFor('organizations').organizations.send(new ListRootsCommand({})),
    clientsFor('secretsmanager').secretsManager.send(new ListSecretsCommand({})),
    clientsFor('ssm').ssm.send(new GetParameterCommand({ Name: 'none' })),
  ];
  await Promise.allSettled(tries);
  return hosts;
}

/** Refuses a rehearsal that could reach anything but this machine. Errors: REHEARSAL_NOT_LOOPBACK. */
export async function assertLoopback(connection: Connection): Promise<void> {
  const hosts = await endpointHosts(connection);
  for (const service of ['sts', 'iam', 'organizations', 'secretsmanager', 'ssm']) {
    const host = hosts.get(service) ?? 'unknown';
    if (!isLoopback(host)) throw notLoopback(service, host);
  }
}

/** A network handler that sends to this machine only, whatever an endpoint rule may come up with later. */
export function loopbackHandler(requestTimeout?: number): NonNullable<Connection['requestHandler']> {
  const network = networkHandler(requestTimeout);
  return {
    handle: async (
      request: Parameters<NodeHttpHandler['handle']>[0],
      options: Parameters<NodeHttpHandler['handle']>[1],
    ) => {
      if (!isLoopback(request.hostname)) throw notLoopback('a service', request.hostname);
      return await network.handle(request, options);
    },
  };
}

function notLoopback(service: string, host: string): KeyturnError {
  return new KeyturnError({
    code: 'REHEARSAL_NOT_LOOPBACK',
    message: `A run with --now may enforce only against this machine, and ${service} would be called at ${host}.`,
    next: 'Set AWS_ENDPOINT_URL to a sandbox on 127.0.0.1, or leave out --enforce.',
  });
}

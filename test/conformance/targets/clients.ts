import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clients, Credentials } from '../harness/target.ts';

/** The Region of every client; IAM, STS and Organizations have their one control plane there. */
export const REGION = 'us-east-1';

type ClientConfig = NonNullable<ConstructorParameters<typeof IAMClient>[0]>;

/** How a target reaches its services. */
export type Transport = Pick<ClientConfig, 'endpoint' | 'requestHandler'>;

/**
 * Builds one client per service. Requests are sent once: a retry would hide a wrong error code, and would
 * create a second access key.
 */
export function buildClients(transport: Transport, credentials: Credentials | undefined): Clients {
  const config = {
    ...transport,
    region: REGION,
    maxAttempts: 1,
    ...(credentials === undefined ? {} : { credentials }),
  };
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    organizations: new OrganizationsClient(config),
    secretsManager: new SecretsManagerClient(config),
    ssm: new SSMClient(config),
  };
}

/** Closes the sockets of a set of clients. */
export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}

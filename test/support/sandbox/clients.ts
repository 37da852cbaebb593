import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { RoleRef, RoleSessionOptions, SandboxCredentials } from '../../../src/sandbox/world/world.ts';

/** One SDK client per service, all with the same credentials. */
export interface Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
  readonly secrets: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/** Makes SDK clients over a sandbox, without retries. */
export function clientsFor(
  sandbox: Sandbox,
  credentials: SandboxCredentials,
  processId?: string,
  region: string = 'us-east-1',
): Clients {
  const requestHandler = sandbox.requestHandler(processId);
  const config = { region, credentials, requestHandler, maxAttempts: 1 };
  const clients = {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    organizations: new OrganizationsClient(config),
    secrets: new SecretsManagerClient(config),
    ssm: new SSMClient(config),
  };
  for (const client of Object.values(clients)) signInSimulatedTime(client, sandbox.clock.now);
  return clients;
}

/** Makes a client sign by the simulated clock: the SDK signs by the machine's, and finds out only from an answer. */
export function signInSimulatedTime(client: { readonly config: object }, now: () => number): void {
  const offset = { get: () => now() - Date.now(), set: () => {} };
  Object.defineProperty(client.config, 'systemClockOffset', offset);
}

/** The same with a session of a role, minted without AssumeRole. */
export function clientsOfRole(
  sandbox: Sandbox,
  ref: RoleRef & RoleSessionOptions,
  processId?: string,
): Clients {
  return clientsFor(sandbox, sandbox.world.credentials.forRole(ref), processId);
}

/** The name under which an SDK error carries AWS's code; undefined when the call succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.name : 'not an error';
  }
}

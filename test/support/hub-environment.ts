import type { Sandbox } from '../../src/sandbox/index.ts';
import type { SandboxServer } from './sandbox-server.ts';
import { HUB_ACCOUNT } from './world.ts';

/** What a command needs to find the simulated AWS, and to be its hub role. */
export type HubEnvironment = Readonly<
  Record<
    'AWS_ENDPOINT_URL' | 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN',
    string
  >
>;

/** The environment of a command that is the hub role of a sandbox over HTTP. */
export function hubEnvironment(sandbox: Sandbox, server: SandboxServer): HubEnvironment {
  const session = sandbox.world.credentials.forRole({ accountId: HUB_ACCOUNT, roleName: 'KeyturnHub' });
  return {
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
}

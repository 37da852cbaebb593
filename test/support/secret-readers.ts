import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { createClients } from '../../src/aws/clients.ts';
import type { RoleDefinition, Sandbox } from '../../src/sandbox/index.ts';

/** A role of an account that people of the account may use, allowed by its own policy to do what is given. */
export function readerRole(accountId: string, name: string, actions: readonly string[] = []): RoleDefinition {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'sts:AssumeRole' },
    ],
  };
  const allowed = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  };
  return { name, trust, policies: actions.length === 0 ? [] : [allowed] };
}

/** What a role or a key reads in a secret, or `denied`. */
export async function readAs(
  sandbox: Sandbox,
  who: { readonly role: string } | { readonly keyId: string },
  secret: { readonly accountId: string; readonly name: string; readonly region: string },
): Promise<string> {
  const { credentials: desk } = sandbox.world;
  const credentials =
    'role' in who
      ? desk.forRole({ accountId: secret.accountId, roleName: who.role })
      : desk.forKey(who.keyId);
  const { secretsManager } = createClients({
    region: secret.region,
    credentials,
    requestHandler: sandbox.requestHandler('reader'),
  });
  const command = new GetSecretValueCommand({ SecretId: sandbox.world.secrets.get(secret).arn });
  try {
    return (await secretsManager.send(command)).SecretString ?? '';
  } catch (error) {
    if (error instanceof Error && error.name === 'AccessDeniedException') return 'denied';
    throw error;
  }
}

import { RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { ACCOUNT, SECRET, type W } from './one-user.ts';
import { clientsFor } from './sandbox/clients.ts';

/** A person with the right to it takes the deletion of the user's secret back. */
export async function restoreSecret({ sandbox }: W): Promise<void> {
  const person = sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'KeyturnRotate' });
  const { secrets } = clientsFor(sandbox, person, 'person', SECRET.region);
  await secrets.send(new RestoreSecretCommand({ SecretId: SECRET.name }));
}

import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { type Connection, createClients } from './clients.ts';

/**
 * Reads, as the owner of a secret, which access key it holds now. The secret access key goes no further than here.
 *
 * For owners' applications, never for the rotator: its roles have no GetSecretValue. Rejects when the read is refused.
 */
export async function readKeyId(connection: Connection, secretArn: string): Promise<string | undefined> {
  const { secretsManager } = createClients(connection);
  const answer = await secretsManager.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const value: unknown = JSON.parse(answer.SecretString ?? '{}');
  const id =
    typeof value === 'object' && value !== null && 'AccessKeyId' in value ? value.AccessKeyId : undefined;
  return typeof id === 'string' ? id : undefined;
}

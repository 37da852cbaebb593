import type { KeyDefinition } from '../../src/sandbox/index.ts';
import { ACCOUNT, REF, type W } from './one-user.ts';

/** The user is called app2 from now on, and has the same id and keys; gives its keys. */
export function renameUser(w: W, more: Partial<KeyDefinition> = {}): readonly KeyDefinition[] {
  const { iam, credentials } = w.sandbox.world;
  const { userId } = iam.user(REF);
  const keys = iam.keys(REF).map(({ id, status, createdAt }) => ({
    id,
    status,
    createdAt,
    secret: credentials.forKey(id).secretAccessKey,
    ...more,
  }));
  iam.deleteUser(REF);
  iam.addUser(ACCOUNT, { name: 'app2', userId, keys });
  return keys;
}

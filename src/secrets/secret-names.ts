import type { AccessKeyId } from '../domain/ids.ts';
import type { UserMemory } from '../domain/memory.ts';

/**
 * The name of a user's secret.
 *
 * IAM user names allow `,` and secrets' names do not; `/` is free in secrets' names and never occurs in user names, so
 * `,` becomes `/c`, and the mapping can be read backwards.
 */
export function secretName(
  format: string,
  user: { readonly accountId: string; readonly userName: string },
): string {
  return format
    .replaceAll('{account}', user.accountId)
    .replaceAll('{user}', user.userName.replaceAll(',', '/c'));
}

/**
 * The name of the secret that gives out the user's newest key, as AWS named it; undefined when the ledger knows none. A user
 * who was renamed keeps the secret under its old name.
 */
export function secretNameOf(memory: UserMemory): string | undefined {
  const living = memory.keys.filter((key) => key.secretArn !== undefined && key.goneAt === undefined);
  const [newest] = [...living].sort((a, b) => b.createdAt - a.createdAt);
  // An ARN of a secret ends in a hyphen and six random characters.
  return /:secret:(.+)-[^-]{6}$/.exec(newest?.secretArn ?? '')?.[1];
}

/** The user name in a secret's name, or undefined when the name does not follow the format. */
export function userNameOf(format: string, name: string): string | undefined {
  const escaped = format
    .split(/\{account\}|\{user\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const groups = [...format.matchAll(/\{(account|user)\}/g)].map((match) => match[1]);
  const pattern = escaped.reduce((text, part, index) => {
    const group = groups[index - 1] === 'account' ? '\\d{12}' : '(.+)';
    return index === 0 ? part : `${text}${group}${part}`;
  }, '');
  return new RegExp(`^${pattern}$`).exec(name)?.[1]?.replaceAll('/c', ',');
}

const PREFIX = 'keyturn-key-';
const SHORTEST_TOKEN = 32;

/**
 * The id of the secret version that holds a key.
 *
 * Secrets Manager takes 32 to 64 characters of our choosing as the version id. Carrying the key id, it makes storing
 * the same key twice harmless, and tells every later run which key a version holds without reading its value.
 */
export function versionIdOf(keyId: AccessKeyId): string {
  return `${PREFIX}${keyId}`.padEnd(SHORTEST_TOKEN, '-');
}

/** The key that a version holds, or undefined when the version is not one of ours. */
export function keyIdOf(versionId: string): AccessKeyId | undefined {
  const found = /^keyturn-key-(A[KS]IA[A-Z0-9]+)-*$/.exec(versionId)?.[1];
  return found as AccessKeyId | undefined;
}

/** The version id of the placeholder that a new secret begins with; the same for every attempt at the same secret. */
export function placeholderVersionId(ledgerId: string): string {
  return `keyturn-placeholder-${ledgerId}`.slice(0, 64).padEnd(SHORTEST_TOKEN, '-');
}

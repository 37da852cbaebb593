import {
  type AccessKey,
  type AccessKeyMetadata,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { markerOf, readPages } from '../harness/pages.ts';
import { present } from '../harness/present.ts';
import type { Credentials, Target } from '../harness/target.ts';
import { type KeyUser, keyUserName } from '../world/fixtures.ts';

/** A key that a case made, and the user that holds it. */
export interface CreatedKey {
  readonly userName: string;
  readonly key: AccessKey;
  readonly keyId: string;
}

/** Creates a key for a fixture user and lets it become visible. */
export async function createKey(target: Target, stem: KeyUser): Promise<CreatedKey> {
  const userName = keyUserName(target.world().prefix, stem);
  const answer = await target.clients().iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  const key = present(answer.AccessKey, 'AccessKey');
  await target.settle();
  return { userName, key, keyId: present(key.AccessKeyId, 'AccessKeyId') };
}

/** The credentials that a created key stands for. */
export function credentialsOf(key: AccessKey): Credentials {
  return {
    accessKeyId: present(key.AccessKeyId, 'AccessKeyId'),
    secretAccessKey: present(key.SecretAccessKey, 'SecretAccessKey'),
  };
}

/** Every key of a user, over all pages. */
export async function listKeys(target: Target, userName: string): Promise<readonly AccessKeyMetadata[]> {
  const pages = await readPages(async (Marker) => {
    const input = { UserName: userName, ...(Marker === undefined ? {} : { Marker }) };
    const answer = await target.clients().iam.send(new ListAccessKeysCommand(input));
    return { items: answer.AccessKeyMetadata ?? [], next: markerOf(answer) };
  });
  return pages.flat();
}

/** The status of every key of a user, by key id. */
export async function keyStatuses(
  target: Target,
  userName: string,
): Promise<Readonly<Record<string, string | undefined>>> {
  const keys = await listKeys(target, userName);
  return Object.fromEntries(keys.map((key) => [present(key.AccessKeyId, 'AccessKeyId'), key.Status]));
}

/** Sets the status of a key and lets the change become visible. */
export async function setStatus(
  target: Target,
  { userName, keyId }: Pick<CreatedKey, 'userName' | 'keyId'>,
  Status: 'Active' | 'Inactive',
): Promise<void> {
  await target
    .clients()
    .iam.send(new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: keyId, Status }));
  await target.settle();
}

/** Deletes a key and lets the change become visible. */
export async function deleteKey(
  target: Target,
  { userName, keyId }: Pick<CreatedKey, 'userName' | 'keyId'>,
): Promise<void> {
  await target.clients().iam.send(new DeleteAccessKeyCommand({ UserName: userName, AccessKeyId: keyId }));
  await target.settle();
}

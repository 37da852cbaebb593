import { SecretText } from '../domain/secret-text.ts';
import { isoTime } from '../domain/time.ts';
import type { NewKey } from '../ports/cloud.ts';

/** The value of a user's secret: JSON with the field names that existing consumers read. */
export function secretValue(key: NewKey, userName: string): SecretText {
  return new SecretText(
    JSON.stringify({
      AccessKeyId: key.id,
      SecretAccessKey: key.secret.expose(),
      UserName: userName,
      Status: 'Active',
      CreateDate: isoTime(key.createdAt),
    }),
  );
}

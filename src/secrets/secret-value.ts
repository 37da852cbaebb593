import { SecretText } from '../domain/secret-text.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import type { NewKey } from '../ports/cloud.ts';

/** The value of a user's secret: JSON with the field names that existing consumers read. */
export function secretValue(
  key: NewKey,
  about: { readonly userName: string; readonly createdAt: Instant },
): SecretText {
  return new SecretText(
    JSON.stringify({
      AccessKeyId: key.id,
      SecretAccessKey: key.secret.expose(),
      UserName: about.userName,
      Status: 'Active',
      CreateDate: isoTime(about.createdAt),
    }),
  );
}

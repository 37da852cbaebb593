import type { KeyRecord, UserRecord } from '../../world/model.ts';
import type { Params } from '../params.ts';
import { ACCESS_KEY_ID } from './rules.ts';
import { noSuchEntity } from './target-user.ts';

/** The user's key named by AccessKeyId. Changes see the truth; only reads are stale. */
export function targetKey(params: Params, user: UserRecord): KeyRecord {
  const id = params.requiredText('AccessKeyId', ACCESS_KEY_ID);
  const key = user.keys.get(id);
  if (key === undefined) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  return key;
}

import { isUnseen } from '../../world/key-propagation.ts';
import type { KeyRecord, UserRecord } from '../../world/model.ts';
import type { OperationCall } from '../operation.ts';
import { ACCESS_KEY_ID } from './rules.ts';
import { noSuchEntity } from './target-user.ts';

/** The user's key named by AccessKeyId. Of a key that was just made, a change may hear that there is none. */
export function targetKey({ params, state }: OperationCall, user: UserRecord): KeyRecord {
  const id = params.requiredText('AccessKeyId', ACCESS_KEY_ID);
  const key = user.keys.get(id);
  if (key === undefined || isUnseen(state, key))
    throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  return key;
}

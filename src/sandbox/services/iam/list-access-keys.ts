import { listedKeys } from '../../world/key-propagation.ts';
import type { Operation } from '../operation.ts';
import { iamPage } from './iam-page.ts';
import { targetUser } from './target-user.ts';

/** ListAccessKeys: id, status and creation time to the second; may be a moment behind. */
export const listAccessKeys: Operation = {
  service: 'iam',
  name: 'ListAccessKeys',
  mutation: false,
  prepare: (call) => {
    const target = targetUser(call, 'ListAccessKeys');
    return {
      checks: [target.check],
      run: () => {
        const user = target.seen();
        const keys = listedKeys(call.state, user);
        const order = new Map(keys.map((key, at) => [key.id, String(at).padStart(6, '0')]));
        const { items, paging } = iamPage(call, keys, (key) => order.get(key.id) ?? '');
        const members = items.map((key) => ({
          UserName: user.name,
          AccessKeyId: key.id,
          Status: key.status,
          CreateDate: new Date(key.createdAt),
        }));
        return { AccessKeyMetadata: members, ...paging };
      },
    };
  },
};

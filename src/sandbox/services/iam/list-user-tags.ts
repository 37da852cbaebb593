import type { Operation } from '../operation.ts';
import { iamPage } from './iam-page.ts';
import { targetUser } from './target-user.ts';
import { tagList } from './user-shape.ts';

/** ListUserTags: tags sorted by key. */
export const listUserTags: Operation = {
  service: 'iam',
  name: 'ListUserTags',
  mutation: false,
  prepare: (call) => {
    const target = targetUser(call, 'ListUserTags');
    return {
      checks: [target.check],
      run: () => {
        const { items, paging } = iamPage(call, [...target.seen().tags], ([key]) => key);
        return { Tags: tagList(new Map(items)), ...paging };
      },
    };
  },
};

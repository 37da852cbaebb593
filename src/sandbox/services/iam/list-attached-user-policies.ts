import type { Operation } from '../operation.ts';
import { iamPage } from './iam-page.ts';
import { targetUser } from './target-user.ts';

/** ListAttachedUserPolicies: managed policies by name and ARN. */
export const listAttachedUserPolicies: Operation = {
  service: 'iam',
  name: 'ListAttachedUserPolicies',
  mutation: false,
  prepare: (call) => {
    const target = targetUser(call, 'ListAttachedUserPolicies');
    return {
      checks: [target.check],
      run: () => {
        const attached = [...target.seen().attachedPolicies.values()];
        const { items, paging } = iamPage(call, attached, (policy) => policy.arn);
        const AttachedPolicies = items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }));
        return { AttachedPolicies, ...paging };
      },
    };
  },
};

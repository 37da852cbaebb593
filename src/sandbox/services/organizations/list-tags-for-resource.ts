import { ServiceError } from '../../service-error.ts';
import { unitIn } from '../../world/lookup.ts';
import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';
import { organizationsPage } from './organizations-page.ts';

/** ListTagsForResource: the tags of an account, a unit or the root. */
export const listTagsForResource: Operation = {
  service: 'organizations',
  name: 'ListTagsForResource',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'ListTagsForResource')],
    run: () => {
      readableOrganization(call);
      const id = call.params.requiredText('ResourceId', { min: 1, max: 130 });
      const account = call.state.accounts.get(id);
      const target = account?.parentId === undefined ? unitIn(call.state, id) : account;
      if (target === undefined) {
        const message = "You specified a target that doesn't exist.";
        throw new ServiceError('TargetNotFoundException', 400, message);
      }
      const { items, NextToken } = organizationsPage(call, [...target.tags], ([key]) => key);
      return { Tags: items.map(([Key, Value]) => ({ Key, Value })), NextToken };
    },
  }),
};

import { isUnseen } from '../../world/key-propagation.ts';
import { reportedUse } from '../../world/key-use.ts';
import type { Operation } from '../operation.ts';
import { ACCESS_KEY_ID } from './rules.ts';
import { noSuchEntity } from './target-user.ts';

/** GetAccessKeyLastUsed: the last use that IAM has heard of; "N/A" and no date when there is none. */
export const getAccessKeyLastUsed: Operation = {
  service: 'iam',
  name: 'GetAccessKeyLastUsed',
  mutation: false,
  prepare: (call) => {
    const { state, caller, params } = call;
    const { accountId } = caller.identity;
    const id = params.requiredText('AccessKeyId', ACCESS_KEY_ID);
    const known = state.keys.get(id);
    const user = known && state.accounts.get(accountId)?.users.get(known.userName);
    const key = user?.keys.get(id);
    const check = {
      action: 'iam:GetAccessKeyLastUsed',
      resource: key === undefined || user === undefined ? '*' : user.arn,
      shownAs: user?.arn ?? `access key ${id}`,
      resourceAccountId: accountId,
      ...(key === undefined || user === undefined ? {} : { resourceTags: user.tags }),
    };
    return {
      checks: [check],
      run: () => {
        if (key === undefined || isUnseen(state, key))
          throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
        const use = reportedUse(state, key);
        return {
          UserName: key.userName,
          AccessKeyLastUsed: {
            LastUsedDate: use === undefined ? undefined : new Date(use.at),
            ServiceName: use?.service ?? 'N/A',
            Region: use?.region ?? 'N/A',
          },
        };
      },
    };
  },
};

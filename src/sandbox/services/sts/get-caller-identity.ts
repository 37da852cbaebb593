import type { Operation } from '../operation.ts';

/** GetCallerIdentity: needs no permission, not even past an explicit deny; so it proves that a key works. */
export const getCallerIdentity: Operation = {
  service: 'sts',
  name: 'GetCallerIdentity',
  mutation: false,
  prepare: ({ caller }) => ({
    checks: [],
    run: () => ({ UserId: caller.userId, Account: caller.identity.accountId, Arn: caller.identity.arn }),
  }),
};

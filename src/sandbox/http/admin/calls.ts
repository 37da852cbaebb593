import { z } from 'zod';
import { parse } from './parse.ts';
import type { Route } from './route.ts';

const QUERY = z.strictObject({
  since: z.coerce.number().int().min(0).default(0),
  account: z.string().optional(),
  operation: z.string().optional(),
});

/** `GET calls`: the calls that were made, oldest first; `since` is the index of the first one wanted. */
export const callsRoute: Route = ({ parts, query }) => {
  const { since, account, operation } = parse(QUERY, query);
  const calls = parts.sandbox.calls.filter(
    (call) =>
      call.index >= since &&
      (account ?? call.accountId) === call.accountId &&
      (operation ?? call.operation) === call.operation,
  );
  return { calls: calls.map((call) => ({ ...call, at: new Date(call.at).toISOString() })) };
};

/** `DELETE calls`: forgets the calls that were made; their numbering goes on. */
export const forgetCallsRoute: Route = ({ parts }) => {
  const forgotten = parts.sandbox.calls.length;
  parts.sandbox.clearCalls();
  return { forgotten };
};

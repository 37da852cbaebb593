import { z } from 'zod';
import { FAULT_RULE } from '../faults/fault-rule.ts';
import { parse } from './parse.ts';
import { AdminProblem } from './problem.ts';
import type { Route } from './route.ts';

const WHICH = z.strictObject({ id: z.coerce.number().int().optional() });

/** `GET faults`: the rules that hold, with how often each has struck. */
export const faultsRoute: Route = ({ parts }) => ({ rules: parts.faults.list() });

/** `POST faults`: adds a rule; of several that fit a call, the first one strikes. */
export const addFaultRoute: Route = ({ parts, body }) => parts.faults.add(parse(FAULT_RULE, body));

/** `DELETE faults`: removes one rule by its `id`, or all, and with all of them lets dead processes start again. */
export const removeFaultsRoute: Route = ({ parts, query }) => {
  const { id } = parse(WHICH, query);
  if (id === undefined) parts.faults.clear();
  else if (!parts.faults.remove(id)) throw new AdminProblem(404, 'NOT_FOUND', `There is no rule ${id}.`);
  return { rules: parts.faults.list() };
};

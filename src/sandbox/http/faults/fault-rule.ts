import { z } from 'zod';
import type { Fault, FaultCall } from '../../faults/fault.ts';
import { ALL_OPERATIONS } from '../../services/registry.ts';
import { SERVICE_NAMES } from '../../wire/service.ts';

const OPERATION_NAMES: ReadonlySet<string> = new Set(ALL_OPERATIONS.map(({ name }) => name));

const COUNT = z.int().min(0).max(1_000_000_000);

/** What goes wrong, as JSON; the kinds are those of the sandbox itself. */
const FAULT: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('throttle') }),
  z.strictObject({
    kind: z.literal('error'),
    status: z.int().min(400).max(599),
    code: z.string().regex(/^[A-Za-z0-9.]{1,100}$/),
    message: z.string().max(1000).default('Injected by a fault rule.'),
  }),
  z.strictObject({ kind: z.literal('server-error'), executed: z.boolean() }),
  z.strictObject({ kind: z.literal('lost-response') }),
  z.strictObject({ kind: z.literal('lost-request') }),
  z.strictObject({ kind: z.literal('never-answered'), executed: z.boolean() }),
  z.strictObject({ kind: z.literal('truncated-200'), executed: z.boolean() }),
  z.strictObject({ kind: z.literal('empty-200'), executed: z.boolean() }),
  z.strictObject({ kind: z.literal('html-502'), executed: z.boolean() }),
  z.strictObject({ kind: z.literal('crash-before') }),
  z.strictObject({ kind: z.literal('crash-after') }),
]);

/** A fault rule as data: which calls, which of those, and what happens to them. */
export const FAULT_RULE: z.ZodType<DeclaredRule> = z.strictObject({
  service: z.enum(SERVICE_NAMES).optional(),
  operation: z
    .string()
    .refine((name) => OPERATION_NAMES.has(name), 'the sandbox has no such operation')
    .optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'an account id has twelve digits')
    .optional(),
  process: z.string().optional(),
  mutation: z.boolean().optional(),
  after: COUNT.default(0),
  times: z.union([COUNT.min(1), z.literal('always')]).default(1),
  share: z.number().gt(0).max(1).default(1),
  fault: FAULT,
});

/** The same, read. */
export interface DeclaredRule {
  readonly service?: FaultCall['service'] | undefined;
  readonly operation?: string | undefined;
  /** The account whose resources the call is about. */
  readonly account?: string | undefined;
  /** The process that calls; see `processOf`. */
  readonly process?: string | undefined;
  readonly mutation?: boolean | undefined;
  /** How many calls that fit are let through first. */
  readonly after: number;
  /** How many calls it then befalls. */
  readonly times: number | 'always';
  /** The share of the calls that fit which it befalls, drawn by chance. */
  readonly share: number;
  readonly fault: Fault;
}

/** Whether a rule is about a call at all. */
export function fits(rule: DeclaredRule, call: FaultCall): boolean {
  return (
    (rule.service ?? call.service) === call.service &&
    (rule.operation ?? call.operation) === call.operation &&
    (rule.account ?? call.accountId) === call.accountId &&
    (rule.process ?? call.processId) === call.processId &&
    (rule.mutation ?? call.mutation) === call.mutation
  );
}

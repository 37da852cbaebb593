import { createHash } from 'node:crypto';
import { z } from 'zod';
import { KeyturnError } from '../domain/errors.ts';
import type { PlannedDecision, SavedPlan } from '../domain/plan.ts';
import type { RunReport } from '../domain/report.ts';
import { type Duration, type Instant, isoTime, MINUTE, plus } from '../domain/time.ts';
import { datesAsNumbers, datesAsText } from './plan-dates.ts';

/** The plan of a dry run as a document to save: what it would do or say, and what it holds. */
export function planDocument(
  report: RunReport,
  options: { readonly expiry: Duration; readonly ledgerIsNew: boolean },
): SavedPlan {
  const decisions = report.decisions
    .filter((decision) => decision.action !== 'none' && decision.outcome === undefined)
    .map(bare);
  const plan: Omit<SavedPlan, 'digest'> = {
    schema: 'keyturn/plan/v1',
    madeAt: report.endedAt,
    expiresAt: plus(report.endedAt, options.expiry),
    callerAccountId: report.caller.accountId,
    ...(report.organizationId === undefined ? {} : { organizationId: report.organizationId }),
    ...(options.ledgerIsNew ? {} : { ledgerId: report.ledgerId }),
    rehearsal: report.rehearsal,
    decisions,
  };
  return { ...plan, digest: digestOf(plan) };
}

/** A plan as text, for people to read and for `apply`: its dates are ISO 8601. */
export function planText(plan: SavedPlan): string {
  return `${JSON.stringify(datesAsText(plan), undefined, 2)}\n`;
}

const TIME = z.int({ error: 'not a valid date or time; write it as 2026-12-31T13:00:00Z' }).min(0);
const CHANGE = z.enum(['rotate', 'deactivate', 'delete', 'repair']);
const OBJECTION = z.looseObject({
  gate: z.string(),
  state: z.enum(['waiting', 'blocked']),
  detail: z.string(),
  until: TIME.optional(),
});
const WARNING = z.looseObject({
  pending: z.enum(['rotate', 'deactivate', 'delete']),
  kind: z.enum(['warning', 'extended']),
  plannedFor: TIME,
});
const DECISION = z.looseObject({
  accountId: z.string().regex(/^\d{12}$/),
  userId: z.string().min(1),
  userName: z.string().min(1),
  keyId: z.string().min(1),
  action: z.enum(['rotate', 'deactivate', 'delete', 'warn', 'hold', 'repair']),
  reason: z.string().min(1),
  accountName: z.string().optional(),
  evidence: z.array(z.looseObject({ kind: z.string() })),
  due: TIME.optional(),
  held: CHANGE.optional(),
  heldSince: TIME.optional(),
  objections: z.array(OBJECTION).optional(),
  warning: WARNING.optional(),
});
const PLAN = z.strictObject({
  schema: z.literal('keyturn/plan/v1'),
  madeAt: TIME,
  expiresAt: TIME,
  callerAccountId: z.string(),
  organizationId: z.string().optional(),
  ledgerId: z.string().optional(),
  rehearsal: z.boolean(),
  decisions: z.array(DECISION),
  digest: z.string(),
});

/**
 * Reads a saved plan. Errors: PLAN_UNREADABLE (no JSON, no plan, a part missing), PLAN_EDITED (it is not as it was saved).
 */
export function readPlan(text: string, path: string): SavedPlan {
  let document: unknown;
  try {
    document = datesAsNumbers(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    throw unreadable(
      path,
      `it is not JSON (${text.trim() === '' ? 'it is empty' : 'damaged or cut off'})`,
      error,
    );
  }
  const parsed = PLAN.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.') ?? '';
    throw unreadable(path, `${at === '' ? 'the document' : at}: ${issue?.message ?? 'not as expected'}`);
  }
  const { digest, ...rest } = document as SavedPlan;
  if (digestOf(rest) === digest) return document as SavedPlan;
  throw new KeyturnError({
    code: 'PLAN_EDITED',
    message: `The plan ${path} was changed after it was saved: its digest does not match.`,
    next: 'Make a new one with keyturn plan --save FILE. To do less than the plan says, narrow scope or use safety settings instead of editing it.',
  });
}

/** Whether a plan may be applied here and now. Errors: PLAN_EXPIRED, PLAN_OTHER. */
export function assertApplicable(
  plan: SavedPlan,
  here: {
    readonly path: string;
    readonly now: Instant;
    readonly callerAccountId: string;
    readonly organizationId: string | undefined;
    readonly ledgerId: string;
    readonly rehearsal: boolean;
  },
): void {
  const other = differences(plan, here).at(0);
  if (other !== undefined) {
    throw new KeyturnError({
      code: 'PLAN_OTHER',
      message: `The plan ${here.path} was made for ${other}.`,
      next: 'Apply it with the credentials, settings and ledger it was made with, or make a new one. Nothing was done.',
    });
  }
  const early = here.now < plan.madeAt - 5 * MINUTE;
  if (!early && here.now < plan.expiresAt) return;
  throw new KeyturnError({
    code: 'PLAN_EXPIRED',
    message: early
      ? `The plan ${here.path} was made at ${isoTime(plan.madeAt)}, which is in the future.`
      : `The plan ${here.path} was made at ${isoTime(plan.madeAt)} and expired at ${isoTime(plan.expiresAt)}.`,
    next: 'Make a new one with keyturn plan --save FILE; safety.planExpiry says how long a plan is valid.',
  });
}

function differences(plan: SavedPlan, here: Parameters<typeof assertApplicable>[1]): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, planned: string | undefined, actual: string | undefined): void => {
    if (planned !== actual) found.push(`${what} ${planned ?? '(none)'}, and this is ${actual ?? '(none)'}`);
  };
  compare('organization', plan.organizationId, here.organizationId);
  compare('account', plan.callerAccountId, here.callerAccountId);
  if (plan.ledgerId !== undefined) compare('ledger', plan.ledgerId, here.ledgerId);
  if (plan.rehearsal && !here.rehearsal) found.push('a rehearsal, and this is a real run');
  return found;
}

function unreadable(path: string, why: string, cause?: unknown): KeyturnError {
  return new KeyturnError({
    code: 'PLAN_UNREADABLE',
    message: `The file ${path} is not a plan of Keyturn: ${why}.`,
    next: 'Give a file that keyturn plan --save FILE has written.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Without what only reports add. */
function bare(decision: RunReport['decisions'][number]): PlannedDecision {
  const { createdAt: _at, keyStatus: _status, limit: _limit, ...rest } = decision;
  const {
    policySource: _source,
    refusedTags: _tags,
    escalated: _escalated,
    outcome: _outcome,
    ...act
  } = rest;
  return act;
}

function digestOf(plan: Omit<SavedPlan, 'digest'>): string {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

/** JSON with sorted keys: the same document gives the same text, however it was formatted. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}

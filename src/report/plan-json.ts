import type { SavedPlan } from '../domain/plan.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import type { KeyNaming } from '../messages/key-name.ts';
import { type DecisionDocument, decisionDocument } from './json-decision.ts';

/** A saved plan for programs that review it; `keyturn apply` takes the file itself, and not this. */
export interface PlanDocument {
  readonly schema: 'keyturn/plan-review/v1';
  readonly digest: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly expired: boolean;
  readonly rehearsal: boolean;
  readonly callerAccountId: string;
  readonly organizationId?: string;
  readonly ledgerId?: string;
  readonly decisions: readonly DecisionDocument[];
}

/** The plan as a document: decisions as in the JSON output of a run, in the order of the file, key ids masked unless `fullIds`. */
export function planJson(plan: SavedPlan, options: KeyNaming & { readonly now: Instant }): PlanDocument {
  const { digest, madeAt, expiresAt, rehearsal, callerAccountId, organizationId, ledgerId } = plan;
  return {
    schema: 'keyturn/plan-review/v1',
    digest,
    madeAt: isoTime(madeAt),
    expiresAt: isoTime(expiresAt),
    expired: options.now >= expiresAt,
    rehearsal,
    callerAccountId,
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(ledgerId === undefined ? {} : { ledgerId }),
    decisions: plan.decisions.map((decision) =>
      decisionDocument(
        { ...decision, accountName: decision.accountName ?? decision.accountId },
        { ...options, now: madeAt },
      ),
    ),
  };
}

import type { KeyStatus } from '../domain/access-key.ts';
import type { Decision, PolicySource } from '../domain/decision.ts';
import { type NextAct, nextActOf } from '../domain/next-act.ts';
import type { RefusedDecision, ReportedDecision, ReportedOutcome } from '../domain/report.ts';
import { type Instant, isoTime, SECOND } from '../domain/time.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../messages/key-name.ts';
import {
  type EvidenceDocument,
  evidenceDocument,
  type ObjectionDocument,
  objectionDocument,
  type WarningDocument,
  warningDocument,
} from './json-evidence.ts';

/** One decision in the JSON output. */
export interface DecisionDocument {
  readonly accountId: string;
  readonly accountName: string;
  readonly userId: string;
  readonly userName: string;
  readonly keyId: string;
  readonly keyStatus?: KeyStatus;
  readonly createdAt?: string;
  readonly limitSeconds?: number;
  readonly policySource?: PolicySource;
  readonly refusedTags?: readonly string[];
  readonly action: Decision['action'];
  readonly reason: Decision['reason'];
  readonly due?: string;
  readonly next: NextDocument;
  readonly outcome?: ReportedOutcome;
  readonly held?: NonNullable<Decision['held']>;
  readonly heldSince?: string;
  readonly escalated?: boolean;
  readonly objections?: readonly ObjectionDocument[];
  readonly clause?: NonNullable<Decision['clause']>;
  readonly repair?: NonNullable<Decision['repair']>;
  readonly warning?: WarningDocument;
  readonly evidence: readonly EvidenceDocument[];
}

/** What comes next for the key, in the JSON output. */
export interface NextDocument {
  readonly kind: NextAct['kind'];
  readonly change?: NonNullable<NextAct['change']>;
  readonly at?: string;
}

/** A decision of a saved plan that was refused, in the JSON output. */
export interface RefusedDocument {
  readonly accountId: string;
  readonly userId: string;
  readonly userName: string;
  readonly keyId: string;
  readonly action: Decision['action'];
  readonly reason: Decision['reason'];
  readonly why: string;
}

/** A decision in the JSON output. */
export function decisionDocument(
  decision: ReportedDecision,
  naming: KeyNaming & { readonly now: Instant },
): DecisionDocument {
  const { now } = naming;
  const { accountId, accountName, userId, userName, action, reason, evidence, outcome } = decision;
  const { createdAt, limit, policySource, refusedTags, due, heldSince, objections, warning } = decision;
  const { keyStatus, held, escalated, clause, repair } = decision;
  return {
    accountId,
    accountName,
    userId,
    userName,
    keyId: keyName(decision.keyId, naming),
    ...given('keyStatus', keyStatus),
    ...given('createdAt', time(createdAt)),
    ...given('limitSeconds', limit === undefined ? undefined : Math.round(limit / SECOND)),
    ...given('policySource', policySource),
    ...given('refusedTags', refusedTags),
    action,
    reason,
    ...given('due', time(due)),
    next: nextDocument(nextActOf(decision, now)),
    ...given('outcome', outcome === undefined ? undefined : outcomeDocument(outcome, naming)),
    ...given('held', held),
    ...given('heldSince', time(heldSince)),
    ...given('escalated', escalated),
    ...given(
      'objections',
      objections?.map((objection) => objectionDocument(objection, naming)),
    ),
    ...given('clause', clause),
    ...given('repair', repair),
    ...given('warning', warning === undefined ? undefined : warningDocument(warning)),
    evidence: evidence.map((fact) => evidenceDocument(fact, naming)),
  };
}

/** A refused decision in the JSON output: which act it was, and why it was not done. */
export function refusedDocument({ decision, why }: RefusedDecision, naming: KeyNaming): RefusedDocument {
  const { accountId, userId, userName, keyId, action, reason } = decision;
  return {
    accountId,
    userId,
    userName,
    keyId: keyName(keyId, naming),
    action,
    reason,
    why: withMaskedKeys(why, naming),
  };
}

function nextDocument({ kind, change, at }: NextAct): NextDocument {
  return {
    kind,
    ...(change === undefined ? {} : { change }),
    ...(at === undefined ? {} : { at: isoTime(at) }),
  };
}

function outcomeDocument(outcome: ReportedOutcome, naming: KeyNaming): ReportedOutcome {
  return 'why' in outcome ? { ...outcome, why: withMaskedKeys(outcome.why, naming) } : outcome;
}

function time(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : isoTime(at);
}

/** The field when it has a value, nothing when it has none: JSON output carries no nulls. */
function given<K extends keyof DecisionDocument>(
  name: K,
  value: DecisionDocument[K] | undefined,
): Partial<Pick<DecisionDocument, K>> {
  return value === undefined ? {} : ({ [name]: value } as unknown as Pick<DecisionDocument, K>);
}

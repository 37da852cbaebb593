import { createHash } from 'node:crypto';
import type { KeyStatus } from '../domain/access-key.ts';
import {
  ageOf,
  isExempt,
  keyOf,
  keysOf,
  limitOf,
  needsPerson,
  type ReportedKey,
} from '../domain/key-facts.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { type Instant, plus, spokenDuration } from '../domain/time.ts';
import { actionText } from '../messages/action-text.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../messages/key-name.ts';
import { KEY_NOT_FETCHABLE, lostKeyText } from '../messages/lost-key-text.ts';
import { objectionText } from '../messages/objection-text.ts';
import { outcomeText } from '../messages/outcome-text.ts';
import { reasonText } from '../messages/reason-text.ts';
import { sentence } from '../messages/wording.ts';
import { oneLine } from './line-text.ts';
import { lostKeyOf } from './lost-keys.ts';
import { byPlace, byUrgency } from './ordering.ts';

/** How grave a finding is. */
export type FindingSeverity = 'informational' | 'low' | 'medium' | 'high';

/** Whether the key keeps to its age limit. `exempt` is an exception that somebody answers for, `unknown` no answer. */
export type FindingStatus = 'passed' | 'failed' | 'exempt' | 'unknown';

/** What a run has to say of one key, in the terms that security findings share. */
export interface KeyFinding {
  /** The same in every run, whether key ids are shown or not; it does not tell the key id. */
  readonly id: string;
  readonly decision: ReportedDecision;
  readonly status: FindingStatus;
  readonly severity: FindingSeverity;
  readonly keyStatus: KeyStatus | 'gone';
  /** Past its limit, while it works. */
  readonly overLimit: boolean;
  /** One line, without a full stop. Names from AWS in it are on one line and cannot act on a terminal. */
  readonly title: string;
  readonly description: string;
  /** The reason of the decision, then every gate that objects, as a code and a sentence. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  /** What a person can do; undefined when nothing needs to be done. */
  readonly remedy?: string;
  /** When the problem began: the day of the limit, or the start of the hold; without one, the key's creation. */
  readonly since: Instant;
}

const SEVERITIES: readonly FindingSeverity[] = ['informational', 'low', 'medium', 'high'];

/**
 * One finding for each key of the run, by account, user and key.
 *
 * Keys within their limit have one too: that is how a finding of an earlier run comes to be resolved. Where a run has
 * several decisions on one key, the gravest speaks.
 */
export function keyFindings(report: RunReport, naming: KeyNaming = {}): readonly KeyFinding[] {
  const byKey = Map.groupBy(report.decisions, keyOf);
  return keysOf(report)
    .flatMap((key) => {
      const decisions = byKey.get(keyOf(key.decision)) ?? [];
      const findings = decisions.map((decision) => finding(decision, key, { report, naming }));
      return findings.sort(byGravity).slice(0, 1);
    })
    .sort((a, b) => byPlace(a.decision, b.decision));
}

function finding(
  decision: ReportedDecision,
  { status: keyStatus, over: overLimit }: ReportedKey,
  { report, naming }: { readonly report: RunReport; readonly naming: KeyNaming },
): KeyFinding {
  const gone = keyStatus === 'gone';
  const status = gone ? 'passed' : statusOf(decision, { keyStatus, overLimit });
  const remedy = remedyOf(decision);
  return {
    id: findingId(decision),
    decision,
    status,
    severity: gone ? 'informational' : severityOf(decision, { status, overLimit }),
    keyStatus,
    overLimit,
    title: titleOf(decision, status, naming),
    description: descriptionOf(decision, report, naming),
    reasons: reasonsOf(decision, naming),
    ...(remedy === undefined || gone ? {} : { remedy }),
    since: sinceOf(decision, report, overLimit),
  };
}

/** A hash stands for the key id, so that the id of the finding may be passed on where key ids are not. */
function findingId({ accountId, userId, keyId }: ReportedDecision): string {
  const key = createHash('sha256').update(keyId).digest('hex').slice(0, 32);
  return `keyturn/${accountId}/${userId}/${key}`;
}

function statusOf(
  decision: ReportedDecision,
  { keyStatus, overLimit }: { readonly keyStatus: KeyStatus | 'gone'; readonly overLimit: boolean },
): FindingStatus {
  if (lostKeyOf(decision) !== undefined) return 'failed';
  if (isExempt(decision) && overLimit) return 'exempt';
  if (overLimit || decision.outcome?.status === 'failed' || needsPerson(decision)) return 'failed';
  return keyStatus === 'unknown' ? 'unknown' : 'passed';
}

/** A held key past its limit is the gravest: it stays that way until somebody does something. */
function severityOf(
  decision: ReportedDecision,
  { status, overLimit }: { readonly status: FindingStatus; readonly overLimit: boolean },
): FindingSeverity {
  if (status === 'exempt' || status === 'unknown') return 'low';
  if (status === 'passed') return 'informational';
  if (!overLimit && lostKeyOf(decision) !== undefined) return 'medium';
  const stuck = needsPerson(decision) || decision.outcome?.status === 'failed';
  if (overLimit) return stuck ? 'high' : 'medium';
  return decision.escalated === true || decision.outcome?.status === 'failed' ? 'medium' : 'low';
}

function titleOf(decision: ReportedDecision, status: FindingStatus, naming: KeyNaming): string {
  const what = {
    passed: 'keeps to its age limit',
    failed: 'needs attention',
    exempt: 'is past its age limit and exempt',
    unknown: 'cannot be judged',
  }[status];
  const label =
    lostKeyOf(decision) === undefined ? reasonText(decision.reason).label : 'nobody can fetch it any more';
  const reason = status === 'failed' ? `: ${label}` : '';
  const key = `Access key ${keyName(decision.keyId, naming)} of ${oneLine(decision.userName)}`;
  return `${key} ${what}${reason}`;
}

function descriptionOf(decision: ReportedDecision, report: RunReport, naming: KeyNaming): string {
  const age = ageOf(decision, report.endedAt);
  const limit = limitOf(decision);
  const aged = age === undefined ? [] : [`The key is ${spokenDuration(age)} old`];
  const limited =
    limit === undefined ? aged : aged.map((text) => `${text}, its limit ${spokenDuration(limit)}`);
  const outcome = outcomeText(decision, naming);
  const [reason, ...objections] = reasonsOf(decision, naming).map(({ text }) => text);
  return [
    ...limited.map((text) => `${text}.`),
    reason ?? '',
    `${actionText(decision)}.`,
    ...objections,
    ...(outcome === undefined ? [] : [oneLine(outcome)]),
  ].join(' ');
}

/** The detail of an objection may be an error message of AWS, with key ids and whatever else in it. */
function reasonsOf(decision: ReportedDecision, naming: KeyNaming): KeyFinding['reasons'] {
  const objections = (decision.objections ?? []).map((objection) => ({
    code: objection.gate.toUpperCase().replaceAll('-', '_'),
    text: oneLine(withMaskedKeys(objectionText(objection).stands, naming)),
  }));
  const lost = lostKeyOf(decision);
  const found =
    lost === undefined
      ? []
      : [{ code: KEY_NOT_FETCHABLE, text: oneLine(sentence(lostKeyText(lost.fact, naming))) }];
  return [{ code: decision.reason, text: reasonText(decision.reason).meaning }, ...found, ...objections];
}

function remedyOf(decision: ReportedDecision): string | undefined {
  const lost = lostKeyOf(decision);
  const ways = [
    ...(lost === undefined ? [] : [lost.fix]),
    ...(decision.objections ?? []).map((objection) => objectionText(objection, decision).fix),
  ];
  return ways.length === 0 ? undefined : oneLine([...new Set(ways)].join(' '));
}

/** Never later than the end of the run: a finding cannot have been updated before it was made. */
function sinceOf(decision: ReportedDecision, report: RunReport, overLimit: boolean): Instant {
  const { createdAt, heldSince } = decision;
  const limit = limitOf(decision);
  const began =
    overLimit && createdAt !== undefined && limit !== undefined ? plus(createdAt, limit) : undefined;
  const since = began ?? heldSince ?? createdAt ?? report.endedAt;
  return Math.min(since, report.endedAt) as Instant;
}

function byGravity(a: KeyFinding, b: KeyFinding): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || byUrgency(a.decision, b.decision);
}

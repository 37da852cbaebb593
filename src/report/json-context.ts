import type { Advice } from '../domain/advice.ts';
import type { ReportedExemption, RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import { type Instant, isoTime, SECOND } from '../domain/time.ts';
import { type KeyNaming, keyName } from '../messages/key-name.ts';
import { type RefusedDocument, refusedDocument } from './json-decision.ts';
import { byText } from './ordering.ts';

/** One exemption rule in the JSON output. */
export interface ExemptionDocument extends Omit<ReportedExemption, 'until'> {
  readonly until?: string;
}

/** One piece of advice in the JSON output. */
export interface AdviceDocument {
  readonly kind: Advice['kind'];
  readonly accountId: string;
  readonly accountName: string;
  readonly userId: string;
  readonly userName: string;
  readonly keyId?: string;
  readonly lastUsedAt?: string;
  readonly ageSeconds?: number;
  readonly service?: string;
  readonly region?: string;
  readonly observations?: number;
  readonly observedSince?: string;
  readonly passwordLastUsedAt?: string;
  readonly mfa?: boolean;
  readonly lastSeenAt?: string;
  readonly createdAt?: string;
}

/** One earlier run in the JSON output. */
export interface TrendDocument extends Omit<RunSummary, 'startedAt' | 'endedAt'> {
  readonly startedAt: string;
  readonly endedAt: string;
}

/** What `apply` adds to the JSON output. */
export interface AppliedDocument {
  readonly plan: string;
  readonly madeAt: string;
  readonly left: number;
  readonly refused: readonly RefusedDocument[];
}

/** An exemption rule in the JSON output. */
export function exemptionDocument({ until, ...rest }: ReportedExemption): ExemptionDocument {
  return until === undefined ? rest : { ...rest, until: isoTime(until) };
}

/** The advice in the JSON output, in an order that two runs share. */
export function adviceDocuments(advice: readonly Advice[], naming: KeyNaming): readonly AdviceDocument[] {
  return [...advice]
    .sort(
      (a, b) =>
        byText(a.accountName, b.accountName) ||
        byText(a.accountId, b.accountId) ||
        byText(a.userName, b.userName) ||
        byText(a.keyId ?? '', b.keyId ?? '') ||
        byText(a.kind, b.kind),
    )
    .map((entry) => adviceDocument(entry, naming));
}

/** A summary of an earlier run in the JSON output. */
export function trendDocument(summary: RunSummary): TrendDocument {
  const { runId, startedAt, endedAt, ...rest } = summary;
  return { runId, startedAt: isoTime(startedAt), endedAt: isoTime(endedAt), ...rest };
}

/** What `apply` refused and left alone, in the JSON output. */
export function appliedDocument(
  { plan, madeAt, left, refused }: NonNullable<RunReport['applied']>,
  naming: KeyNaming,
): AppliedDocument {
  const documents = refused.map((entry) => refusedDocument(entry, naming));
  return {
    plan,
    madeAt: isoTime(madeAt),
    left,
    refused: documents.sort(
      (a, b) =>
        byText(a.accountId, b.accountId) || byText(a.userName, b.userName) || byText(a.keyId, b.keyId),
    ),
  };
}

function adviceDocument(advice: Advice, naming: KeyNaming): AdviceDocument {
  const { kind, accountId, accountName, userId, userName, keyId } = advice;
  const key = keyId === undefined ? {} : { keyId: keyName(keyId, naming) };
  return { kind, accountId, accountName, userId, userName, ...key, ...particulars(advice) };
}

function particulars(advice: Advice): Partial<AdviceDocument> {
  switch (advice.kind) {
    case 'unused-key':
      return { ...times({ lastUsedAt: advice.lastUsedAt }), ageSeconds: Math.round(advice.age / SECOND) };
    case 'one-service':
      return {
        service: advice.service,
        region: advice.region,
        observations: advice.observations,
        ...times({ observedSince: advice.observedSince }),
      };
    case 'human-console-user':
      return { ...times({ passwordLastUsedAt: advice.passwordLastUsedAt }), mfa: advice.mfa };
    case 'abandoned-user':
      return times({ lastSeenAt: advice.lastSeenAt, createdAt: advice.createdAt });
  }
}

function times(fields: Readonly<Record<string, Instant | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, at]) => (at === undefined ? [] : [[name, isoTime(at)] as const])),
  );
}

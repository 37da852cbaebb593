import { ageOf, limitOf } from '../domain/key-facts.ts';
import type { RunReport } from '../domain/report.ts';
import { DAY, isoTime } from '../domain/time.ts';
import { type KeyNaming, keyName } from '../messages/key-name.ts';
import { ASFF_LIMITS, type AsffFinding, type AsffRequest, type AsffResource } from './asff-shape.ts';
import { partitionOf } from './aws-partition.ts';
import { type FindingStatus, type KeyFinding, keyFindings } from './key-findings.ts';
import { oneLine } from './line-text.ts';
import { cutToLength, nonEmpty } from './text-limits.ts';

/** How findings are written. */
export interface AsffOptions extends KeyNaming {
  /** Region of the Security Hub that takes the findings; their product ARN names it. */
  readonly region?: string;
}

const TYPES = ['Software and Configuration Checks/AWS Security Best Practices'] as const;
const LABELS = { informational: 'INFORMATIONAL', low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const;
const STATUSES: Readonly<Record<FindingStatus, AsffFinding['Compliance']['Status']>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  exempt: 'WARNING',
  unknown: 'NOT_AVAILABLE',
};

/**
 * The keys of a run as requests for BatchImportFindings of AWS Security Hub: one for at most 100 keys of one account.
 *
 * With the default product ARN, Security Hub takes findings only from the account that they are about, so that no
 * request mixes accounts. The id of a finding is the same in every run: a key that was replaced or has gone turns its
 * own finding to PASSED or ARCHIVED.
 */
export function reportAsff(report: RunReport, options: AsffOptions = {}): readonly AsffRequest[] {
  const accounts = Map.groupBy(keyFindings(report, options), ({ decision }) => decision.accountId);
  return [...accounts.values()].flatMap((findings) =>
    batches(findings, ASFF_LIMITS.findings).map((batch) => ({
      Findings: batch.map((finding) => asffFinding(finding, report, options)),
    })),
  );
}

function asffFinding(finding: KeyFinding, report: RunReport, options: AsffOptions): AsffFinding {
  const { decision, status } = finding;
  const { region = 'us-east-1' } = options;
  const { accountId } = decision;
  const partition = partitionOf(report);
  const severity = {
    Label: LABELS[finding.severity],
    Original: cutToLength(finding.severity, ASFF_LIMITS.original),
  };
  return {
    SchemaVersion: '2018-10-08',
    Id: cutToLength(finding.id, ASFF_LIMITS.id),
    ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
    GeneratorId: 'keyturn/access-key-age',
    AwsAccountId: accountId,
    Types: TYPES,
    CreatedAt: isoTime(finding.since),
    UpdatedAt: isoTime(report.endedAt),
    LastObservedAt: isoTime(report.endedAt),
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: TYPES },
    Title: cutToLength(finding.title, ASFF_LIMITS.title),
    Description: cutToLength(finding.description, ASFF_LIMITS.description),
    ...(finding.remedy === undefined
      ? {}
      : {
          Remediation: { Recommendation: { Text: cutToLength(finding.remedy, ASFF_LIMITS.recommendation) } },
        }),
    ProductFields: productFields(finding, report),
    Resources: resources(finding, { partition, options }),
    Compliance: {
      Status: STATUSES[status],
      StatusReasons: finding.reasons.slice(0, ASFF_LIMITS.statusReasons).map(({ code, text }) => ({
        ReasonCode: code,
        Description: cutToLength(text, ASFF_LIMITS.statusReason),
      })),
    },
    RecordState: finding.keyStatus === 'gone' ? 'ARCHIVED' : 'ACTIVE',
  };
}

function resources(
  { decision, keyStatus }: KeyFinding,
  { partition, options }: { readonly partition: string; readonly options: AsffOptions },
): readonly AsffResource[] {
  const { accountId, userId, createdAt } = decision;
  const place = { Partition: partition, Region: options.region ?? 'us-east-1' };
  const key = keyName(decision.keyId, options);
  const userName = nonEmpty(decision.userName);
  // Masked, four characters are not enough to tell one key from another.
  const keyResource = options.fullIds === true ? key : `${userId}/${key}`;
  return [
    {
      Type: 'AwsIamAccessKey',
      Id: `AWS::IAM::AccessKey:${keyResource}`,
      ...place,
      Details: {
        AwsIamAccessKey: {
          AccessKeyId: key,
          AccountId: accountId,
          PrincipalId: userId,
          PrincipalName: userName,
          PrincipalType: 'IAMUser',
          ...(createdAt === undefined ? {} : { CreatedAt: isoTime(createdAt) }),
          ...(keyStatus === 'active' ? { Status: 'Active' as const } : {}),
          ...(keyStatus === 'inactive' ? { Status: 'Inactive' as const } : {}),
        },
      },
    },
    // By id and not by ARN: a run does not keep the path that the ARN would need.
    {
      Type: 'AwsIamUser',
      Id: `AWS::IAM::User:${userId}`,
      ...place,
      Details: { AwsIamUser: { UserId: userId, UserName: userName } },
    },
  ];
}

function productFields(
  { decision, keyStatus }: KeyFinding,
  report: RunReport,
): Readonly<Record<string, string>> {
  const { due, heldSince, held, objections, outcome, escalated } = decision;
  const days = (length: number | undefined): string | undefined =>
    length === undefined ? undefined : String(Math.floor(length / DAY));
  const fields = {
    AccountName: oneLine(decision.accountName),
    Action: decision.action,
    AgeDays: days(ageOf(decision, report.endedAt)),
    DueAt: due === undefined ? undefined : isoTime(due),
    Escalated: escalated === undefined ? undefined : String(escalated),
    Gates: objections?.map(({ gate }) => gate).join(' '),
    Held: held,
    HeldSince: heldSince === undefined ? undefined : isoTime(heldSince),
    KeyStatus: keyStatus,
    LimitDays: days(limitOf(decision)),
    OrganizationId: report.organizationId,
    Outcome: outcome?.status,
    Reason: decision.reason,
    RunId: report.runId,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value.trim() === ''
        ? []
        : [[`keyturn/${name}`, cutToLength(value, ASFF_LIMITS.productFieldValue)] as const],
    ),
  );
}

function batches<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

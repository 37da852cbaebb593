import { ageOf, limitOf } from '../domain/key-facts.ts';
import type { RunReport } from '../domain/report.ts';
import { DAY, isoTime } from '../domain/time.ts';
import { VERSION } from '../domain/version.ts';
import { type KeyNaming, keyName } from '../messages/key-name.ts';
import { reasonText } from '../messages/reason-text.ts';
import { partitionOf } from './aws-partition.ts';
import { type KeyFinding, keyFindings } from './key-findings.ts';
import type { OcsfFinding } from './ocsf-shape.ts';
import { nonEmpty } from './text-limits.ts';

const SEVERITIES = {
  informational: { severity_id: 1, severity: 'Informational' },
  low: { severity_id: 2, severity: 'Low' },
  medium: { severity_id: 3, severity: 'Medium' },
  high: { severity_id: 4, severity: 'High' },
} as const;

/** In OCSF a warning is a check without a result; for an accepted exception there is only "Other", with our own word. */
const STATUSES = {
  passed: { status_id: 1, status: 'Pass' },
  failed: { status_id: 3, status: 'Fail' },
  exempt: { status_id: 99, status: 'Exempt' },
  unknown: { status_id: 2, status: 'Warning' },
} as const;

const OPEN = {
  activity_id: 1,
  activity_name: 'Create',
  type_uid: 200301,
  type_name: 'Compliance Finding: Create',
  status_id: 1,
  status: 'New',
} as const;

const CLOSED = {
  activity_id: 3,
  activity_name: 'Close',
  type_uid: 200303,
  type_name: 'Compliance Finding: Close',
  status_id: 4,
  status: 'Resolved',
} as const;

/**
 * The keys of a run as Compliance Findings (class 2003) of OCSF 1.8.0 with the cloud profile, one for each key.
 *
 * `finding_info.uid` is the same in every run. A key that has gone closes its finding; one that keeps to its limit has
 * the compliance status Pass. Written one document a line, as the collectors of such events read them.
 */
export function reportOcsf(report: RunReport, naming: KeyNaming = {}): readonly OcsfFinding[] {
  return keyFindings(report, naming).map((finding) => ocsfFinding(finding, report, naming));
}

function ocsfFinding(finding: KeyFinding, report: RunReport, naming: KeyNaming): OcsfFinding {
  const { decision } = finding;
  return {
    class_uid: 2003,
    class_name: 'Compliance Finding',
    category_uid: 2,
    category_name: 'Findings',
    ...(finding.keyStatus === 'gone' ? CLOSED : OPEN),
    time: report.endedAt,
    message: finding.title,
    ...SEVERITIES[finding.severity],
    metadata: metadata(finding, report),
    cloud: {
      provider: 'AWS',
      account: account(finding),
      ...(report.organizationId === undefined ? {} : { org: { uid: report.organizationId } }),
      cloud_partition: partitionOf(report),
    },
    finding_info: {
      uid: finding.id,
      title: finding.title,
      desc: finding.description,
      types: ['Access key age'],
      created_time: finding.since,
      modified_time: report.endedAt,
      last_seen_time: report.endedAt,
      data_sources: ['AWS IAM'],
    },
    compliance: {
      control: 'Access keys are replaced before they reach their age limit',
      desc: reasonText(decision.reason).condition,
      standards: ['Keyturn policy'],
      ...STATUSES[finding.status],
      status_code: decision.reason,
      status_details: finding.reasons.map(({ text }) => text),
    },
    ...(finding.remedy === undefined ? {} : { remediation: { desc: finding.remedy } }),
    resources: [resource(finding, report, naming)],
    unmapped: unmapped(finding, report),
  };
}

function metadata({ decision }: KeyFinding, report: RunReport): OcsfFinding['metadata'] {
  return {
    version: '1.8.0',
    product: { name: 'Keyturn', vendor_name: 'Keyturn', version: VERSION },
    profiles: ['cloud'],
    correlation_uid: report.runId,
    event_code: decision.reason,
    ...(report.organizationId === undefined ? {} : { tenant_uid: report.organizationId }),
  };
}

function account({ decision }: KeyFinding): OcsfFinding['cloud']['account'] {
  const { accountId, accountName } = decision;
  return { uid: accountId, name: nonEmpty(accountName), type_id: 10, type: 'AWS Account' };
}

function resource(
  finding: KeyFinding,
  report: RunReport,
  naming: KeyNaming,
): OcsfFinding['resources'][number] {
  const { decision } = finding;
  const { userId, userName, createdAt } = decision;
  const key = keyName(decision.keyId, naming);
  return {
    // Masked, four characters are not enough to tell one key from another.
    uid: naming.fullIds === true ? key : `${userId}/${key}`,
    name: key,
    type: 'AWS::IAM::AccessKey',
    role_id: 3,
    role: 'Affected',
    cloud_partition: partitionOf(report),
    ...(createdAt === undefined ? {} : { created_time: createdAt }),
    owner: {
      name: nonEmpty(userName),
      uid: userId,
      type: 'AWS IAM User',
      type_id: 99,
      account: account(finding),
    },
  };
}

/** What OCSF has no place for, under names of our own. */
function unmapped({ decision, keyStatus }: KeyFinding, report: RunReport): OcsfFinding['unmapped'] {
  const { due, held, heldSince, objections, outcome, escalated } = decision;
  const age = ageOf(decision, report.endedAt);
  const limit = limitOf(decision);
  return {
    key_status: keyStatus,
    action: decision.action,
    ...(age === undefined ? {} : { age_days: Math.floor(age / DAY) }),
    ...(limit === undefined ? {} : { limit_days: Math.floor(limit / DAY) }),
    ...(due === undefined ? {} : { due_at: isoTime(due) }),
    ...(held === undefined ? {} : { held }),
    ...(heldSince === undefined ? {} : { held_since: isoTime(heldSince) }),
    ...(objections === undefined ? {} : { gates: objections.map(({ gate }) => gate) }),
    ...(escalated === undefined ? {} : { escalated }),
    ...(outcome === undefined ? {} : { outcome: outcome.status }),
  };
}

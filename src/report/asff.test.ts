import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { ASFF_REQUEST_SCHEMA } from '../../test/support/report/asff-schema.ts';
import { heldBy, type SampleKey, sampleDecision } from '../../test/support/report/sample-keys.ts';
import { samplePlan, sampleReport } from '../../test/support/report/sample-report.ts';
import type { AccountId } from '../domain/ids.ts';
import { reportAsff } from './asff.ts';
import type { AsffFinding } from './asff-shape.ts';

const validate = new Ajv({ allErrors: true }).compile(ASFF_REQUEST_SCHEMA);

function faults(request: unknown): unknown {
  return validate(request) ? [] : validate.errors;
}

const findings = (...given: Parameters<typeof reportAsff>): readonly AsffFinding[] =>
  reportAsff(...given).flatMap((request) => request.Findings);

function key(rest: Partial<SampleKey>, id = '111122223333') {
  const base = { seed: 1, user: 'deploy', age: 10, action: 'none', reason: 'KEY_WITHIN_LIMITS' } as const;
  return sampleDecision({ id, name: 'Production' }, { ...base, ...rest });
}

test.each([sampleReport(), samplePlan(), sampleReport({ organizationId: 'o-exampleorg' })])(
  'sample %# is what the format asks for',
  (report) => {
    for (const request of reportAsff(report, { region: 'eu-west-1' })) expect(faults(request)).toEqual([]);
    for (const request of reportAsff(report, { fullIds: true })) expect(faults(request)).toEqual([]);
  },
);

test('the schema of the test is not blind', () => {
  const [request] = reportAsff(sampleReport());
  const [finding] = request?.Findings ?? [];
  if (finding === undefined) throw new Error('no finding');
  const wrong = (change: object) => faults({ Findings: [{ ...finding, ...change }] });
  for (const change of [
    { Title: '' },
    { Title: 'x'.repeat(257) },
    { Severity: { Label: 'GRAVE', Original: 'x' } },
    { ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/444455556666/default' },
    { CreatedAt: '2026-06-30' },
    { Secret: 'x' },
  ])
    expect(wrong(change)).not.toEqual([]);
});

test('a request has at most 100 findings, and those of one account', () => {
  const keys = Array.from({ length: 250 }, (_, seed) => key({ seed, user: `user-${seed}` }));
  const others = Array.from({ length: 5 }, (_, seed) => key({ seed, user: `user-${seed}` }, '444455556666'));
  const requests = reportAsff(sampleReport({ decisions: [...keys, ...others] }));
  expect(requests.map((request) => request.Findings.length)).toEqual([100, 100, 50, 5]);
  for (const request of requests) {
    expect(faults(request)).toEqual([]);
    expect(new Set(request.Findings.map(({ AwsAccountId }) => AwsAccountId)).size).toBe(1);
  }
  const ids = requests.flatMap((request) => request.Findings.map(({ Id }) => Id));
  expect(new Set(ids).size).toBe(255);
  expect(reportAsff(sampleReport({ decisions: [] }))).toEqual([]);
});

test('a held key past its limit is a grave failure, with its reasons and the fix', () => {
  const billing = findings(sampleReport(), { region: 'eu-west-1' }).find(({ Title }) =>
    Title.includes('billing-export'),
  );
  expect(billing).toMatchObject({
    ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
    Severity: { Label: 'HIGH', Original: 'high' },
    Compliance: {
      Status: 'FAILED',
      StatusReasons: [{ ReasonCode: 'TWO_ACTIVE_KEYS_CONFLICT' }, { ReasonCode: 'TWO_ACTIVE_KEYS' }],
    },
    ProductFields: {
      'keyturn/Action': 'hold',
      'keyturn/AgeDays': '214',
      'keyturn/LimitDays': '90',
      'keyturn/Gates': 'two-active-keys',
      'keyturn/Escalated': 'true',
    },
    CreatedAt: '2026-02-26T13:04:12Z',
    UpdatedAt: '2026-06-30T13:04:12Z',
    RecordState: 'ACTIVE',
  });
  expect(billing?.Remediation?.Recommendation.Text).toContain('--user billing-export --keep KEY');
});

test('a deleted key archives its finding, an exempt one is a warning, a key in order has passed', () => {
  const all = findings(sampleReport());
  const of = (user: string) => all.find(({ Title }) => Title.includes(` of ${user} `));
  expect(of('old-jenkins')).toMatchObject({ RecordState: 'ARCHIVED', Compliance: { Status: 'PASSED' } });
  const statuses = Map.groupBy(all, ({ Compliance }) => Compliance.Status);
  expect(statuses.get('WARNING')).toHaveLength(5);
  expect(statuses.get('PASSED')?.every(({ Severity }) => Severity.Label === 'INFORMATIONAL')).toBe(true);
});

test('key ids are masked unless asked for, and the id of a finding stays the same', () => {
  const masked = findings(sampleReport());
  const whole = findings(sampleReport(), { fullIds: true });
  expect(JSON.stringify(masked)).not.toMatch(/AKIA/);
  expect(whole[0]?.Resources[0]?.Id).toMatch(/^AWS::IAM::AccessKey:AKIA[A-Z2-7]{16}$/);
  expect(masked[0]?.Resources[0]?.Id).toMatch(/^AWS::IAM::AccessKey:AIDA[A-Z2-7]{16}\/…[A-Z2-7]{4}$/);
  expect(masked.map(({ Id }) => Id)).toEqual(whole.map(({ Id }) => Id));
});

test('other partitions have ARNs of their own', () => {
  const caller = { accountId: '111122223333', arn: 'arn:aws-us-gov:sts::111122223333:assumed-role/K/run' };
  const [finding] = findings(sampleReport({ caller }), { region: 'us-gov-west-1' });
  expect(finding?.ProductArn).toMatch(/^arn:aws-us-gov:securityhub:us-gov-west-1:/);
  expect(finding?.Resources[0]?.Partition).toBe('aws-us-gov');
});

test('texts of any length fit into their fields', () => {
  const long = '👍'.repeat(2_000);
  const objections = Array.from(
    { length: 30 },
    () => ({ gate: 'quiet', state: 'blocked', detail: long }) as const,
  );
  const decision = key({ user: long, reason: 'EXPIRED_ACTIVE_KEY', ...heldBy(...objections) });
  const report = sampleReport({
    decisions: [{ ...decision, accountName: long, accountId: '111122223333' as AccountId }],
  });
  const [request] = reportAsff(report);
  const text = JSON.stringify(request);
  expect(text).not.toMatch(/\\ud[89a-f]/);
  const [finding] = request?.Findings ?? [];
  expect(finding?.Title).toHaveLength(255);
  expect(finding?.Description.length).toBeLessThanOrEqual(1_024);
  expect(finding?.Compliance.StatusReasons).toHaveLength(20);
  expect(new TextEncoder().encode(text).length).toBeLessThan(240_000);
});

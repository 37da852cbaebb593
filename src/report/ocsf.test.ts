import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { OCSF_FINDING_SCHEMA } from '../../test/support/report/ocsf-schema.ts';
import { SAMPLE_NOW, sampleDecision } from '../../test/support/report/sample-keys.ts';
import { samplePlan, sampleReport } from '../../test/support/report/sample-report.ts';
import { reportAsff } from './asff.ts';
import { reportOcsf } from './ocsf.ts';

const validate = new Ajv({ allErrors: true }).compile(OCSF_FINDING_SCHEMA);

function faults(event: unknown): unknown {
  return validate(event) ? [] : validate.errors;
}

test.each([sampleReport(), samplePlan(), sampleReport({ organizationId: 'o-exampleorg' })])(
  'sample %# is what the schema asks for',
  (report) => {
    for (const event of reportOcsf(report)) expect(faults(event)).toEqual([]);
    for (const event of reportOcsf(report, { fullIds: true })) expect(faults(event)).toEqual([]);
  },
);

test('the schema of the test is not blind', () => {
  const [event] = reportOcsf(sampleReport());
  for (const change of [
    { type_uid: 200302 },
    { severity: 'Fatal' },
    { time: SAMPLE_NOW / 1_000 },
    { compliance: { status_id: 1, status: 'Fail' } },
    { metadata: { version: '1.8.0' } },
    { secret: 'x' },
  ])
    expect(faults({ ...event, ...change })).not.toEqual([]);
});

test('a held key past its limit fails, with its reasons', () => {
  const billing = reportOcsf(sampleReport()).find(({ message }) => message.includes('billing-export'));
  expect(billing).toMatchObject({
    severity: 'High',
    status: 'New',
    compliance: { status: 'Fail', status_code: 'TWO_ACTIVE_KEYS_CONFLICT' },
    cloud: { account: { uid: '111122223333', name: 'Payments production' } },
    resources: [{ type: 'AWS::IAM::AccessKey', owner: { name: 'billing-export' } }],
    unmapped: { action: 'hold', age_days: 214, limit_days: 90, gates: ['two-active-keys'], escalated: true },
    time: SAMPLE_NOW,
  });
  expect(billing?.compliance.status_details).toHaveLength(2);
});

test('a deleted key closes its finding, an exempt one says so, and a status not understood is no result', () => {
  const events = reportOcsf(sampleReport());
  const deleted = events.find(({ message }) => message.includes('old-jenkins'));
  expect(deleted).toMatchObject({ activity_name: 'Close', status: 'Resolved', type_uid: 200303 });
  expect(events.filter(({ compliance }) => compliance.status === 'Exempt')).toHaveLength(5);
  const decision = sampleDecision(
    { id: '111122223333', name: 'Production' },
    { seed: 1, user: 'x', age: 1, action: 'none', reason: 'KEY_STATUS_UNKNOWN', keyStatus: 'unknown' },
  );
  const [unknown] = reportOcsf(sampleReport({ decisions: [decision] }));
  expect(unknown?.compliance).toMatchObject({ status_id: 2, status: 'Warning' });
});

test('key ids are masked unless asked for, and findings have the ids of the other format', () => {
  const events = reportOcsf(sampleReport());
  expect(JSON.stringify(events)).not.toMatch(/AKIA/);
  expect(JSON.stringify(reportOcsf(sampleReport(), { fullIds: true }))).toMatch(/"uid":"AKIA[A-Z2-7]{16}"/);
  const ids = events.map((event) => event.finding_info.uid);
  const asff = reportAsff(sampleReport()).flatMap((request) => request.Findings.map(({ Id }) => Id));
  expect([...ids].sort()).toEqual([...asff].sort());
});

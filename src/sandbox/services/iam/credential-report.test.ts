import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import { MEMBER, START, smallSandbox } from '../../../../test/support/sandbox/small-organization.ts';

const ALICE = { accountId: MEMBER, userName: 'alice' };
const HOUR = 3_600_000;

function start() {
  const sandbox = smallSandbox();
  const ref = { accountId: MEMBER, roleName: 'admin', durationSeconds: 43_200 };
  return { sandbox, iam: clientsOfRole(sandbox, ref).iam };
}

function rowsOf(content: Uint8Array | undefined): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const [header = '', ...lines] = new TextDecoder().decode(content).split('\n');
  const columns = header.split(',');
  return new Map(
    lines.map((line) => {
      const fields = line.split(',');
      return [fields[0] ?? '', Object.fromEntries(columns.map((name, at) => [name, fields[at] ?? '']))];
    }),
  );
}

test('a report is started, made, served for four hours, and then made again', async () => {
  const { sandbox, iam } = start();
  const generate = async () => (await iam.send(new GenerateCredentialReportCommand({}))).State;
  const get = () => failureOf(iam.send(new GetCredentialReportCommand({})));
  expect(await get()).toBe('CredentialReportNotPresentException');
  expect(await generate()).toBe('STARTED');
  expect(await generate()).toBe('INPROGRESS');
  expect(await get()).toBe('CredentialReportNotReadyException');
  sandbox.clock.advance(2000);
  expect(await generate()).toBe('COMPLETE');
  expect(await get()).toBeUndefined();
  sandbox.clock.advance(4 * HOUR);
  expect(await get()).toBe('CredentialReportExpiredException');
  expect(await generate()).toBe('STARTED');
});

test('it tells of the first two keys only, without their ids, and is as old as its making', async () => {
  const { sandbox, iam } = start();
  const createdAt = START - 100 * 24 * HOUR;
  const used = { at: START - 24 * HOUR, service: 's3', region: 'eu-west-1' };
  sandbox.world.iam.addKey(ALICE, { createdAt, lastUsed: used });
  sandbox.world.iam.addKey(ALICE, { createdAt, status: 'Inactive' });
  const third = sandbox.world.iam.addKey(ALICE, { createdAt });
  await iam.send(new GenerateCredentialReportCommand({}));
  sandbox.clock.advance(HOUR);
  sandbox.world.iam.deleteKey(third.id);
  const report = await iam.send(new GetCredentialReportCommand({}));
  const text = new TextDecoder().decode(report.Content);
  const row = rowsOf(report.Content).get('alice');
  expect(report.ReportFormat).toBe('text/csv');
  expect(row).toMatchObject({
    arn: `arn:aws:iam::${MEMBER}:user/team/alice`,
    access_key_1_active: 'true',
    access_key_1_last_rotated: '2025-10-07T12:00:00+00:00',
    access_key_1_last_used_date: '2026-01-14T12:00:00+00:00',
    access_key_1_last_used_service: 's3',
    access_key_2_active: 'false',
    access_key_2_last_rotated: '2025-10-07T12:00:00+00:00',
    access_key_2_last_used_date: 'N/A',
  });
  expect(row?.additional_credentials_info).toContain('1 additional');
  expect(text).not.toContain('AKIA');
  expect([...rowsOf(report.Content).keys()]).toEqual(['<root_account>', 'alice', 'bob']);
});

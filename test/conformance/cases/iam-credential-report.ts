import {
  CreateAccessKeyCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { present } from '../harness/present.ts';
import type { AccountRole, Target } from '../harness/target.ts';
import { keyUserName, userName } from '../world/fixtures.ts';
import { createKey } from './access-key-calls.ts';

/** Columns in the order of the IAM User Guide; AWS adds columns at the end, so more may follow. */
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const;

/** Generation takes seconds; `settle` lets time pass where the target has time. */
const MOST_POLLS = 30;

/** GenerateCredentialReport and GetCredentialReport. */
export const iamCredentialReportCases: CaseFile = (target) => {
  let homeReport: Promise<Report> | undefined;
  const atHome = (): Promise<Report> => {
    homeReport ??= createKey(target, 'report').then(() => generate(target, 'home'));
    return homeReport;
  };
  return [
    {
      id: 'iam-credential-report/not-present',
      title: 'GetCredentialReport before any generation is ReportNotPresent',
      needs: 'organization',
      run: async () => {
        const call = target.clients('member').iam.send(new GetCredentialReportCommand({}));
        expect(await errorName(call)).toBe('CredentialReportNotPresentException');
      },
    },
    {
      id: 'iam-credential-report/columns',
      title: 'the report is CSV with the documented columns first',
      run: async () => {
        const { header } = await atHome();
        expect(header.slice(0, COLUMNS.length)).toEqual(COLUMNS);
      },
    },
    {
      id: 'iam-credential-report/no-key-ids',
      title: 'no access key id appears anywhere in the report',
      run: async () => {
        const { text } = await atHome();
        expect(/AKIA[A-Z0-9]{12,}/.test(text)).toBe(false);
      },
    },
    {
      id: 'iam-credential-report/root-row',
      title: 'the first row is the root user of the account',
      run: async () => {
        const { rows } = await atHome();
        expect(rows[0]?.user).toBe('<root_account>');
        expect(rows[0]?.arn).toBe(`arn:aws:iam::${target.world().homeAccountId}:root`);
      },
    },
    {
      id: 'iam-credential-report/user-row',
      title: 'a user with one never-used key has it as key 1, with its date and N/A for its use',
      needs: 'fresh-account',
      run: async () => {
        const { rows } = await atHome();
        const name = keyUserName(target.world().prefix, 'report');
        const row = present(
          rows.find((candidate) => candidate.user === name),
          'row of the user',
        );
        expect(row).toMatchObject({
          access_key_1_active: 'true',
          access_key_1_last_used_date: 'N/A',
          access_key_1_last_used_region: 'N/A',
          access_key_1_last_used_service: 'N/A',
          access_key_2_active: 'false',
          access_key_2_last_rotated: 'N/A',
        });
        expect(Number.isNaN(Date.parse(row.access_key_1_last_rotated ?? ''))).toBe(false);
      },
    },
    {
      id: 'iam-credential-report/cached',
      title: 'a report younger than four hours is given again, without later keys',
      needs: 'organization',
      run: async () => {
        const first = await generate(target, 'member');
        const name = userName(target.world().prefix, 'member-only');
        await target.clients('member').iam.send(new CreateAccessKeyCommand({ UserName: name }));
        await target.settle();
        const second = await generate(target, 'member');
        expect(second.generatedAt).toBe(first.generatedAt);
        const row = second.rows.find((candidate) => candidate.user === name);
        expect(row?.access_key_1_active).toBe('false');
      },
    },
  ];
};

interface Report {
  readonly text: string;
  readonly generatedAt: number;
  readonly header: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | undefined>>[];
}

async function generate(target: Target, account: AccountRole): Promise<Report> {
  const { iam } = target.clients(account);
  for (let polls = 0; polls < MOST_POLLS; polls += 1) {
    const { State } = await iam.send(new GenerateCredentialReportCommand({}));
    if (State === 'COMPLETE') {
      const answer = await iam.send(new GetCredentialReportCommand({}));
      expect(answer.ReportFormat).toBe('text/csv');
      const generatedAt = present(answer.GeneratedTime, 'GeneratedTime').getTime();
      return parse(new TextDecoder().decode(present(answer.Content, 'Content')), generatedAt);
    }
    expect(['STARTED', 'INPROGRESS']).toContain(State);
    await target.settle();
  }
  throw new Error(`the report was not complete after ${MOST_POLLS} requests`);
}

/** Splits at commas: the fixtures whose names hold one are not looked up here. */
function parse(text: string, generatedAt: number): Report {
  const [first = '', ...lines] = text.trim().split(/\r?\n/);
  const header = first.split(',');
  const rows = lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(header.map((column, index) => [column, fields[index]]));
  });
  return { text, generatedAt, header, rows };
}

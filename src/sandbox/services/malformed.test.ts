import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signedRequest } from '../../../test/support/sandbox/signed-request.ts';
import { HUB, MEMBER, START, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';
import { labelOf, protocolOf } from '../wire/service.ts';
import type { Operation } from './operation.ts';
import { ALL_OPERATIONS } from './registry.ts';

/** Names that operations really read, so that the junk gets past the first look. */
const NAMES = [
  'UserName',
  'GroupName',
  'AccessKeyId',
  'Status',
  'Marker',
  'MaxItems',
  'PolicyArn',
  'Filter',
  'RoleArn',
  'RoleSessionName',
  'DurationSeconds',
  'Policy',
  'AccountId',
  'ParentId',
  'ChildId',
  'ResourceId',
  'NextToken',
  'MaxResults',
  'SecretId',
  'Name',
  'SecretString',
  'SecretBinary',
  'ClientRequestToken',
  'VersionStages',
  'VersionStage',
  'VersionId',
  'MoveToVersionId',
  'RemoveFromVersionId',
  'Tags',
  'TagKeys',
  'ResourcePolicy',
  'AddReplicaRegions',
  'RemoveReplicaRegions',
  'Filters',
  'RecoveryWindowInDays',
  'ForceDeleteWithoutRecovery',
  'Value',
  'Type',
  'Overwrite',
  '__proto__',
  'constructor',
  'toString',
] as const;

const TEXTS = [
  'alice',
  's',
  '',
  '*',
  '-1',
  '0',
  '1e9',
  'NaN',
  'true',
  'Active',
  'r-abcd',
  'ou-abcd-11111111',
  MEMBER,
  HUB,
  'AWSCURRENT',
  'AWSPENDING',
  'a'.repeat(32),
  'x'.repeat(70_000),
  'W10',
  'WzEsMV0',
  '{"Version":"2012-10-17","Statement":[]}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"x":{"y":[null]}}}}',
  '{"Statement":[[1]]}',
  `arn:aws:secretsmanager:us-east-1:${MEMBER}:secret:s-abcdef`,
  `arn:aws:iam::${MEMBER}:role/admin`,
  'arn:aws:iam::aws:policy/ReadOnlyAccess',
  'arn:::::',
  '\u0000',
  '\ud800',
  'ü𝄞',
] as const;

const text = fc.constantFrom(...TEXTS);
const junk = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.constantFrom(null, true, 0, -1, 1.5, 1e300),
  fc.array(
    fc.oneof(
      text,
      fc.constant(null),
      fc.dictionary(fc.constantFrom('Key', 'Value', 'Region', 'Values'), text),
    ),
    {
      maxLength: 3,
    },
  ),
  fc.dictionary(fc.constantFrom('member', 'Key', '1'), text),
);
const input = fc.dictionary(fc.constantFrom(...NAMES), junk, { maxKeys: 8 });

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function bodyOf(operation: Operation, given: Readonly<Record<string, unknown>>): string {
  if (protocolOf(operation.service) === 'json') return JSON.stringify(given);
  const form = new URLSearchParams({ Action: operation.name });
  for (const [name, value] of Object.entries(given)) {
    if (Array.isArray(value))
      value.forEach((item, at) => {
        form.append(`${name}.member.${at + 1}`, plain(item));
      });
    else form.append(name, plain(value));
  }
  return form.toString();
}

describe('nonsense, properly signed', () => {
  test.each(ALL_OPERATIONS)(
    'is refused or answered, and breaks nothing: $service $name',
    async (operation) => {
      const sandbox = smallSandbox({ latencyMs: 0 });
      sandbox.world.secrets.add(MEMBER, { name: 's', value: 'v' });
      const accountId = operation.service === 'organizations' ? HUB : MEMBER;
      const credentials = sandbox.world.credentials.forRole({ accountId, roleName: 'admin' });
      const headers = { 'x-amz-target': `${labelOf(operation.service)}.${operation.name}` };
      const date = `${new Date(START).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
      await fc.assert(
        fc.asyncProperty(input, async (given) => {
          const body = bodyOf(operation, given);
          const request = signedRequest({ credentials, service: operation.service, body, date, headers });
          const { status } = await sandbox.handle(request);
          expect(status).toBeLessThan(500);
        }),
        { numRuns: 100, seed: 1 },
      );
      expect(sandbox.calls.filter((call) => call.errorCode === 'SignatureDoesNotMatch')).toEqual([]);
    },
  );
});

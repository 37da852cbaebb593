import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import type { Clients } from '../harness/target.ts';
import { createKey, credentialsOf } from './access-key-calls.ts';

/** What AssumeRole refuses: Keyturn narrows its sessions, and has to stay within these limits. */
export const stsAssumeRoleRefusalCases: CaseFile = (target) => {
  const refusal = (
    input: Partial<AssumeRoleCommandInput>,
    clients: Clients = target.clients(),
  ): Promise<string> =>
    errorName(
      clients.sts.send(
        new AssumeRoleCommand({
          RoleArn: target.world().readerRoleArn,
          RoleSessionName: 'conformance',
          ...input,
        }),
      ),
    );
  return [
    {
      id: 'sts-assume-role/unknown-role',
      title: 'a role that is not there is AccessDenied',
      run: async () => {
        const RoleArn = `${target.world().readerRoleArn}-that-is-not-there`;
        expect(await refusal({ RoleArn })).toBe('AccessDenied');
      },
    },
    {
      id: 'sts-assume-role/not-allowed',
      title: 'a trust in the account as a whole is not enough: the caller needs sts:AssumeRole',
      run: async () => {
        const { key } = await createKey(target, 'not-allowed');
        expect(await refusal({}, target.clientsWith(credentialsOf(key)))).toBe('AccessDenied');
      },
    },
    {
      id: 'sts-assume-role/malformed-arn',
      title:
        'a role ARN that lacks a part is ValidationError, before anybody asks whether there is such a role',
      source:
        'localstack/localstack tests/aws/services/sts/test_sts.snapshot.json::test_sts_invalid_parameters',
      run: async () => {
        for (const RoleArn of [
          'nothing-valid-in-here',
          'arn::b:::something/test-role',
          'arn:a::::something/test-role',
          'arn:a:::something/test-role',
          'arn:a:a::aaaaaaaaaa:',
        ]) {
          expect(await refusal({ RoleArn }), RoleArn).toBe('ValidationError');
        }
      },
    },
    {
      id: 'sts-assume-role/session-name',
      title: 'a session name with a character outside [w+=,.@-] is ValidationError',
      run: async () => {
        expect(await refusal({ RoleSessionName: 'keyturn:run' })).toBe('ValidationError');
      },
    },
    {
      id: 'sts-assume-role/short-session',
      title: 'a session under 15 minutes is ValidationError',
      run: async () => {
        expect(await refusal({ DurationSeconds: 899 })).toBe('ValidationError');
      },
    },
    {
      id: 'sts-assume-role/long-session',
      title: 'a session longer than the maximum of the role is ValidationError',
      run: async () => {
        expect(await refusal({ DurationSeconds: 7200 })).toBe('ValidationError');
      },
    },
    {
      id: 'sts-assume-role/long-policy',
      title: 'a session policy over 2,048 characters is refused',
      run: async () => {
        const Resource = Array.from(
          { length: 50 },
          (_, index) => `arn:aws:iam::111122223333:user/user-number-${index}`,
        );
        const statement = { Effect: 'Allow', Action: 'iam:GetUser', Resource };
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
        expect(Policy.length).toBeGreaterThan(2048);
        // AWS documents the length but not the code; the API model leaves these two.
        expect(['ValidationError', 'PackedPolicyTooLargeException']).toContain(await refusal({ Policy }));
      },
    },
    {
      id: 'sts-assume-role/malformed-policy',
      title: 'a session policy that is not JSON is MalformedPolicyDocument',
      run: async () => {
        expect(await refusal({ Policy: '{"Version":' })).toBe('MalformedPolicyDocumentException');
      },
    },
  ];
};

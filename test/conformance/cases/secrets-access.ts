import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  type GetResourcePolicyCommandOutput,
  PutResourcePolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { present } from '../harness/present.ts';
import type { Target } from '../harness/target.ts';
import { createSecret, secretName } from './secret-calls.ts';

/** PutResourcePolicy, GetResourcePolicy and TagResource. */
export const secretAccessCases: CaseFile = (target) => [
  {
    id: 'secrets-access/policy',
    title: 'GetResourcePolicy gives the policy that was put, and the ARN and name of the secret',
    run: async () => {
      const { ARN } = await createSecret(target, 'policy', 'one');
      const document = policyFor(target, 'secretsmanager:GetSecretValue');
      await putPolicy(target, 'policy', document);
      const answer = await getPolicy(target, 'policy');
      expect(JSON.parse(present(answer.ResourcePolicy, 'ResourcePolicy'))).toEqual(document);
      expect([answer.ARN, answer.Name]).toEqual([ARN, secretName(target, 'policy')]);
    },
  },
  {
    id: 'secrets-access/policy-replaced',
    title: 'PutResourcePolicy replaces the whole policy',
    run: async () => {
      await createSecret(target, 'policy-replaced', 'one');
      await putPolicy(target, 'policy-replaced', policyFor(target, 'secretsmanager:GetSecretValue'));
      const second = policyFor(target, 'secretsmanager:DescribeSecret');
      await putPolicy(target, 'policy-replaced', second);
      const answer = await getPolicy(target, 'policy-replaced');
      expect(JSON.parse(present(answer.ResourcePolicy, 'ResourcePolicy'))).toEqual(second);
    },
  },
  {
    id: 'secrets-access/no-policy',
    title: 'GetResourcePolicy of a secret without policy has none',
    run: async () => {
      await createSecret(target, 'no-policy', 'one');
      expect((await getPolicy(target, 'no-policy')).ResourcePolicy).toBeUndefined();
    },
  },
  {
    id: 'secrets-access/malformed-policy',
    title: 'a policy that is not JSON is MalformedPolicyDocument',
    run: async () => {
      await createSecret(target, 'malformed', 'one');
      const call = target.clients().secretsManager.send(
        new PutResourcePolicyCommand({
          SecretId: secretName(target, 'malformed'),
          ResourcePolicy: '{"Version":',
        }),
      );
      expect(await errorName(call)).toBe('MalformedPolicyDocumentException');
    },
  },
  {
    id: 'secrets-access/policy-unknown-secret',
    title: 'PutResourcePolicy and GetResourcePolicy of an unknown secret are ResourceNotFound',
    run: async () => {
      const document = policyFor(target, 'secretsmanager:GetSecretValue');
      expect(await errorName(putPolicy(target, 'nothing-here', document))).toBe('ResourceNotFoundException');
      expect(await errorName(getPolicy(target, 'nothing-here'))).toBe('ResourceNotFoundException');
    },
  },
  {
    id: 'secrets-access/tags',
    title: 'TagResource adds tags and overwrites the value of a key that is there',
    run: async () => {
      await createSecret(target, 'tagged', 'one');
      await tag(target, 'tagged', { owner: 'team-a@example.com', stage: 'test' });
      await tag(target, 'tagged', { stage: 'production' });
      const { Tags = [] } = await target
        .clients()
        .secretsManager.send(new DescribeSecretCommand({ SecretId: secretName(target, 'tagged') }));
      expect(Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))).toEqual({
        owner: 'team-a@example.com',
        stage: 'production',
      });
    },
  },
  {
    id: 'secrets-access/tags-unknown-secret',
    title: 'TagResource of an unknown secret is ResourceNotFound',
    run: async () => {
      expect(await errorName(tag(target, 'no-tags-here', { stage: 'test' }))).toBe(
        'ResourceNotFoundException',
      );
    },
  },
];

function policyFor(target: Target, action: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Example',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${target.world().homeAccountId}:root` },
        Action: action,
        Resource: '*',
      },
    ],
  };
}

async function putPolicy(target: Target, stem: string, document: object): Promise<void> {
  await target.clients().secretsManager.send(
    new PutResourcePolicyCommand({
      SecretId: secretName(target, stem),
      ResourcePolicy: JSON.stringify(document),
      BlockPublicPolicy: true,
    }),
  );
  await target.settle();
}

function getPolicy(target: Target, stem: string): Promise<GetResourcePolicyCommandOutput> {
  return target
    .clients()
    .secretsManager.send(new GetResourcePolicyCommand({ SecretId: secretName(target, stem) }));
}

async function tag(target: Target, stem: string, tags: Readonly<Record<string, string>>): Promise<void> {
  await target.clients().secretsManager.send(
    new TagResourceCommand({
      SecretId: secretName(target, stem),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  await target.settle();
}

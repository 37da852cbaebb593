import {
  CreateSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
  type SecretListEntry,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { readPages } from '../harness/pages.ts';
import type { Target } from '../harness/target.ts';
import { createSecret, readValue, secretName, versionToken } from './secret-calls.ts';

const RECORDED = 'localstack/localstack tests/aws/services/secretsmanager/test_secretsmanager.snapshot.json';
const QUOTAS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html';
const TWO_BYTES = 'ü';

/** What is in the answers of Secrets Manager and what is not, what fits into a secret, and UpdateSecret. */
export const secretAnswerCases: CaseFile = (target) => [
  {
    id: 'secrets-answers/no-empty-members',
    title: 'a secret without description and tags is described without these members',
    source: `${RECORDED}::test_update_secret_description`,
    run: async () => {
      await createSecret(target, 'bare', 'one');
      const { Description, Tags } = await described(target, 'bare');
      expect([Description, Tags]).toEqual([undefined, undefined]);
    },
  },
  {
    id: 'secrets-answers/last-tag',
    title: 'a secret that lost its last tag is described with an empty list',
    source: `${RECORDED}::test_secret_tags`,
    run: async () => {
      await createSecret(target, 'untagged', 'one');
      const { secretsManager } = target.clients();
      const SecretId = secretName(target, 'untagged');
      await secretsManager.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] }));
      await target.settle();
      expect((await described(target, 'untagged')).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
      await secretsManager.send(new UntagResourceCommand({ SecretId, TagKeys: ['a'] }));
      await target.settle();
      expect((await described(target, 'untagged')).Tags).toEqual([]);
    },
  },
  {
    id: 'secrets-answers/listed-by-creation',
    title: 'ListSecrets gives the oldest secret first, whatever its name; in descending order the newest',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html (SortOrder)',
    run: async () => {
      for (const stem of ['listed-z', 'listed-m', 'listed-a']) {
        await createSecret(target, stem, 'one');
        await target.settle();
      }
      const names = ['z', 'm', 'a'].map((end) => secretName(target, `listed-${end}`));
      expect(await listed(target, 'listed-', 'asc')).toEqual(names);
      expect(await listed(target, 'listed-', 'desc')).toEqual(names.toReversed());
    },
  },
  {
    id: 'secrets-answers/bytes',
    title: 'a value may have 65,536 bytes: characters of two bytes count twice',
    source: QUOTAS,
    run: async () => {
      const fits = TWO_BYTES.repeat(32_768);
      await createSecret(target, 'large', fits);
      expect((await readValue(target, 'large'))?.length).toBe(32_768);
      const refused = await errorName(createSecret(target, 'too-large', `${fits}x`));
      // AWS documents the limit and not the code; a recording of the older limit has the first.
      expect(['ValidationException', 'InvalidParameterException']).toContain(refused);
    },
  },
  {
    id: 'secrets-answers/binary-bytes',
    title: 'a binary value is measured as it is, not as it is sent',
    source: `${QUOTAS}; kubernetes-sigs/cluster-api-provider-aws issue 1531 (code of AWS)`,
    run: async () => {
      const create = (stem: string, bytes: number) =>
        target.clients().secretsManager.send(
          new CreateSecretCommand({
            Name: secretName(target, stem),
            SecretBinary: new Uint8Array(bytes),
            ClientRequestToken: versionToken('first'),
          }),
        );
      expect((await create('large-binary', 65_536)).VersionId).toBe(versionToken('first'));
      expect(await errorName(create('too-large-binary', 65_537))).toBe('ValidationException');
    },
  },
  {
    id: 'secrets-answers/failed-update',
    title: 'an UpdateSecret that is refused for its value leaves the description too',
    run: async () => {
      await createSecret(target, 'not-updated', 'one');
      const call = target.clients().secretsManager.send(
        new UpdateSecretCommand({
          SecretId: secretName(target, 'not-updated'),
          Description: 'changed',
          SecretString: 'another',
          ClientRequestToken: versionToken('first'),
        }),
      );
      expect(await errorName(call)).toBe('ResourceExistsException');
      await target.settle();
      expect((await described(target, 'not-updated')).Description).toBeUndefined();
    },
  },
];

async function described(target: Target, stem: string) {
  const { secretsManager } = target.clients();
  return await secretsManager.send(new DescribeSecretCommand({ SecretId: secretName(target, stem) }));
}

async function listed(target: Target, stem: string, SortOrder: 'asc' | 'desc'): Promise<readonly string[]> {
  const pages = await readPages<SecretListEntry>(async (NextToken) => {
    const answer = await target.clients().secretsManager.send(
      new ListSecretsCommand({
        SortOrder,
        Filters: [{ Key: 'name', Values: [secretName(target, stem)] }],
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    return { items: answer.SecretList ?? [], next: answer.NextToken };
  });
  return pages.flat().map(({ Name = 'none' }) => Name);
}

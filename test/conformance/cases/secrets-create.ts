import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { present } from '../harness/present.ts';
import { REGION } from '../targets/clients.ts';
import { createSecret, readValue, secretName, stagesOf, versionToken } from './secret-calls.ts';

/** CreateSecret, and reading what it made. */
export const secretCreateCases: CaseFile = (target) => [
  {
    id: 'secrets-create/token-is-version',
    title: 'ClientRequestToken becomes the VersionId, which has AWSCURRENT',
    run: async () => {
      const answer = await createSecret(target, 'token', 'one');
      expect(answer.VersionId).toBe(versionToken('first'));
      expect(answer.Name).toBe(secretName(target, 'token'));
      expect(await stagesOf(target, 'token')).toEqual({ [versionToken('first')]: ['AWSCURRENT'] });
      expect(await readValue(target, 'token')).toBe('one');
    },
  },
  {
    id: 'secrets-create/arn',
    title: 'the ARN is the name with a hyphen and six more characters; ARN and name both find the secret',
    run: async () => {
      const answer = await createSecret(target, 'arn', 'one');
      const stem = `arn:aws:secretsmanager:${REGION}:${target.world().homeAccountId}:secret:`;
      const name = secretName(target, 'arn');
      expect(answer.ARN).toMatch(new RegExp(`^${stem}${name}-[A-Za-z0-9]{6}$`));
      const { secretsManager } = target.clients();
      const byArn = await secretsManager.send(new DescribeSecretCommand({ SecretId: answer.ARN }));
      const byName = await secretsManager.send(new DescribeSecretCommand({ SecretId: name }));
      expect(byArn.Name).toBe(name);
      expect(byName.ARN).toBe(answer.ARN);
      const value = await secretsManager.send(new GetSecretValueCommand({ SecretId: answer.ARN }));
      expect([value.ARN, value.Name, value.VersionId]).toEqual([answer.ARN, name, versionToken('first')]);
      expect(value.VersionStages).toEqual(['AWSCURRENT']);
    },
  },
  {
    id: 'secrets-create/same-name',
    title: 'a second secret with the same name is ResourceExists',
    run: async () => {
      await createSecret(target, 'same-name', 'one');
      const again = createSecret(target, 'same-name', 'two', versionToken('second'));
      expect(await errorName(again)).toBe('ResourceExistsException');
      expect(await readValue(target, 'same-name')).toBe('one');
    },
  },
  {
    id: 'secrets-create/repeated',
    title: 'the same CreateSecret again, token and value included, is ignored and answers the same',
    run: async () => {
      const first = await createSecret(target, 'repeated', 'one');
      const second = await createSecret(target, 'repeated', 'one');
      expect([second.ARN, second.VersionId]).toEqual([first.ARN, first.VersionId]);
    },
  },
  {
    id: 'secrets-create/same-token-other-value',
    title: 'CreateSecret with a used name and token but another value is ResourceExists',
    run: async () => {
      await createSecret(target, 'other-value', 'one');
      expect(await errorName(createSecret(target, 'other-value', 'two'))).toBe('ResourceExistsException');
    },
  },
  {
    id: 'secrets-create/short-token',
    title: 'a ClientRequestToken under 32 characters is refused',
    run: async () => {
      // AWS documents the length but not the code, and no recorded answer was found.
      const name = await errorName(createSecret(target, 'short-token', 'one', 'too-short'));
      expect(['InvalidParameterException', 'ValidationException']).toContain(name);
    },
  },
  {
    id: 'secrets-create/bad-name',
    title: 'a comma, which IAM allows in user names, is refused in a secret name',
    run: async () => {
      const call = createSecret(target, 'bad,name', 'one');
      expect(await errorName(call)).toBe('ValidationException');
    },
  },
  {
    id: 'secrets-create/odd-name',
    title: 'every other punctuation character of user names is allowed in secret names',
    run: async () => {
      await createSecret(target, 'o+d=d.n@m-e_1', 'one');
      expect(await readValue(target, 'o+d=d.n@m-e_1')).toBe('one');
    },
  },
  {
    id: 'secrets-create/value-unchanged',
    title: 'a value comes back character by character',
    run: async () => {
      const value = JSON.stringify({ quote: '"<&>', letters: 'äß漢', lines: 'a\r\nb', slash: '\\/' });
      await createSecret(target, 'value', value);
      expect(await readValue(target, 'value')).toBe(value);
    },
  },
  {
    id: 'secrets-create/description-and-tags',
    title: 'description, tags and dates are described',
    run: async () => {
      const Name = secretName(target, 'described');
      const Tags = [{ Key: 'keyturn:ledger', Value: 'ledger-1' }];
      const { secretsManager } = target.clients();
      await secretsManager.send(
        new CreateSecretCommand({ Name, Description: 'An example', SecretString: 'one', Tags }),
      );
      await target.settle();
      const described = await secretsManager.send(new DescribeSecretCommand({ SecretId: Name }));
      expect(described.Description).toBe('An example');
      expect(described.Tags).toEqual(Tags);
      expect(present(described.CreatedDate, 'CreatedDate')).toBeInstanceOf(Date);
      expect(described.DeletedDate).toBeUndefined();
    },
  },
  {
    id: 'secrets-create/unknown',
    title: 'DescribeSecret and GetSecretValue of an unknown secret are ResourceNotFound',
    run: async () => {
      expect(await errorName(stagesOf(target, 'unknown'))).toBe('ResourceNotFoundException');
      expect(await errorName(readValue(target, 'unknown'))).toBe('ResourceNotFoundException');
    },
  },
];

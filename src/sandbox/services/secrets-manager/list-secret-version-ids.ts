import type { Operation } from '../operation.ts';
import { orderOf, secretsPage } from './secrets-page.ts';
import { targetSecret } from './target-secret.ts';

/** ListSecretVersionIds: versions with stages, oldest first; deprecated ones when asked for. */
export const listSecretVersionIds: Operation = {
  service: 'secretsmanager',
  name: 'ListSecretVersionIds',
  mutation: false,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'ListSecretVersionIds');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.seen();
        const all = call.params.flag('IncludeDeprecated') === true;
        const shown = [...secret.versions.values()].filter((version) => all || version.stages.size > 0);
        const { items, NextToken } = secretsPage(
          call,
          shown,
          ({ createdAt, id }) => `${orderOf(createdAt)}/${id}`,
        );
        const Versions = items.map((version) => ({
          VersionId: version.id,
          VersionStages: version.stages.size === 0 ? undefined : [...version.stages],
          LastAccessedDate: version.accessedOn === undefined ? undefined : new Date(version.accessedOn),
          CreatedDate: new Date(version.createdAt),
          KmsKeyIds: [secret.kmsKeyId ?? 'DefaultEncryptionKey'],
        }));
        return { Versions, NextToken, ARN: secret.arn, Name: secret.name };
      },
    };
  },
};

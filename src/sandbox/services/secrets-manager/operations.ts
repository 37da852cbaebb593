import type { Operation } from '../operation.ts';
import { createSecret } from './create-secret.ts';
import { deleteResourcePolicy } from './delete-resource-policy.ts';
import { deleteSecret } from './delete-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { getResourcePolicy } from './get-resource-policy.ts';
import { getSecretValue } from './get-secret-value.ts';
import { listSecretVersionIds } from './list-secret-version-ids.ts';
import { listSecrets } from './list-secrets.ts';
import { putResourcePolicy } from './put-resource-policy.ts';
import { putSecretValue } from './put-secret-value.ts';
import { removeRegionsFromReplication } from './remove-regions-from-replication.ts';
import { replicateSecretToRegions } from './replicate-secret-to-regions.ts';
import { restoreSecret } from './restore-secret.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updateSecret } from './update-secret.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';

/** The operations of Secrets Manager. */
export const SECRETS_MANAGER_OPERATIONS: readonly Operation[] = [
  createSecret,
  deleteResourcePolicy,
  deleteSecret,
  describeSecret,
  getResourcePolicy,
  getSecretValue,
  listSecretVersionIds,
  listSecrets,
  putResourcePolicy,
  putSecretValue,
  removeRegionsFromReplication,
  replicateSecretToRegions,
  restoreSecret,
  tagResource,
  untagResource,
  updateSecret,
  updateSecretVersionStage,
];

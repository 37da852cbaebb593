import type { AccessCheck } from '../../access/check.ts';
import type { WireOutput } from '../../wire/message.ts';
import type { SecretRecord } from '../../world/model.ts';
import { addSecret, draftSecret, findSecret } from '../../world/secret-changes.ts';
import { CURRENT } from '../../world/secret-stages.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { secretsError } from './errors.ts';
import { addReplicas, readReplicaRegions } from './replicas.ts';
import { REQUEST_TOKEN, SECRET_NAME } from './rules.ts';
import { readVersionInput, storeVersion, type VersionInput } from './version-input.ts';

/** CreateSecret: always in the caller's own account; policies are matched against the ARN that it will have. */
export const createSecret: Operation = {
  service: 'secretsmanager',
  name: 'CreateSecret',
  mutation: true,
  prepare: (call) => {
    const { params, state, caller, region } = call;
    const name = params.requiredText('Name', SECRET_NAME);
    params.text('ClientRequestToken', REQUEST_TOKEN);
    const version = readVersionInput(call);
    const replicas = readReplicaRegions(call, 'AddReplicaRegions');
    const { accountId } = caller.identity;
    const tags = params.tags('Tags');
    const draft = draftSecret(state, {
      accountId,
      region,
      name,
      description: params.text('Description', { max: 2048 }),
      kmsKeyId: params.text('KmsKeyId', { max: 2048 }),
      tags: Object.fromEntries(tags),
    });
    return {
      checks: checksFor(call, draft, replicas.length > 0),
      run: () => {
        const existing = findSecret(state, { accountId, region, name });
        if (existing !== undefined) return sameAgain(existing, version);
        addSecret(state, draft, caller.actor);
        addReplicas(call, draft, replicas);
        const stored = version === undefined ? undefined : storeVersion(call, draft, version, [CURRENT]);
        return { ARN: draft.arn, Name: name, VersionId: stored?.id };
      },
    };
  },
};

/** Tags and replicas need their own permissions as well. */
function checksFor(call: OperationCall, draft: SecretRecord, hasReplicas: boolean): readonly AccessCheck[] {
  const check = {
    resource: draft.arn,
    shownAs: draft.name,
    resourceAccountId: draft.accountId,
    requestTags: draft.tags,
    keys: {
      'secretsmanager:Name': draft.name,
      'secretsmanager:Description': draft.description,
      'secretsmanager:KmsKeyId': draft.kmsKeyId,
      'secretsmanager:KmsKeyArn': draft.kmsKeyId?.startsWith('arn:') === true ? draft.kmsKeyId : undefined,
      'secretsmanager:ForceOverwriteReplicaSecret': String(
        call.params.flag('ForceOverwriteReplicaSecret') ?? false,
      ),
    },
  };
  const actions = ['CreateSecret'];
  if (draft.tags.size > 0) actions.push('TagResource');
  if (hasReplicas) actions.push('ReplicateSecretToRegions');
  return actions.map((action) => ({ ...check, action: `secretsmanager:${action}` }));
}

/** The same request again, told by its token, is no error; anything else under the name is. */
function sameAgain(existing: SecretRecord, version: VersionInput | undefined): WireOutput {
  if (existing.purgeAt !== undefined) {
    const message =
      "You can't create this secret because a secret with this name is already scheduled for deletion.";
    throw secretsError('InvalidRequestException', message);
  }
  const same = version === undefined ? undefined : existing.versions.get(version.token);
  if (same !== undefined && same.value.reveal() === version?.value) {
    return { ARN: existing.arn, Name: existing.name, VersionId: same.id };
  }
  const message = `The operation failed because the secret ${existing.name} already exists.`;
  throw secretsError('ResourceExistsException', message);
}

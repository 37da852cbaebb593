import { storeResourcePolicy } from '../policy/policy-kind.ts';
import type { SecretDefinition } from './definition.ts';
import { newUuid } from './identifiers.ts';
import { accountIn, WorldError } from './lookup.ts';
import type { SecretRecord } from './model.ts';
import { addSecret, addVersion, draftSecret, emitSecretEvent, findSecret } from './secret-changes.ts';
import { CURRENT, versionAt } from './secret-stages.ts';
import { rememberSecret, secretPlace } from './stale-look.ts';
import { BY_HAND, type WorldState } from './state.ts';
import type { RegionalRef, SecretsDesk } from './world.ts';

const DAY = 86_400_000;
const DEFAULT_REGION = 'us-east-1';

/** Makes the desk that handles secrets past all authorization. */
export function createSecretsDesk(state: WorldState): SecretsDesk {
  const find = (ref: RegionalRef): SecretRecord | undefined =>
    findSecret(state, { ...ref, region: ref.region ?? DEFAULT_REGION });
  const get = (ref: RegionalRef): SecretRecord => {
    const secret = find(ref);
    if (secret === undefined) throw new WorldError(`There is no secret ${ref.name} in ${ref.accountId}.`);
    return secret;
  };
  const forChange = (ref: RegionalRef): SecretRecord => {
    const secret = get(ref);
    rememberSecret(state, secret);
    return secret;
  };
  const put = (secret: SecretRecord, value: string): void => {
    const id = newUuid(state.random);
    addVersion(state, secret, { id, value, binary: false, stages: [CURRENT] }, BY_HAND);
  };
  return {
    add: (accountId, definition) => {
      const secret = placeSecret(state, accountId, definition);
      if (definition.value !== undefined) put(secret, definition.value);
      // Put there directly: known everywhere at once.
      state.pasts.secrets.delete(secretPlace(secret));
      return secret;
    },
    get,
    find,
    list: (accountId) => [...accountIn(state, accountId).secrets.values()],
    value: (ref, stage) => {
      const secret = find(ref);
      return secret === undefined ? undefined : versionAt(secret, stage ?? CURRENT)?.value.reveal();
    },
    putValue: (ref, value) => put(forChange(ref), value),
    setPolicy: (ref, policy) => {
      const secret = forChange(ref);
      secret.policy = policy === undefined ? undefined : storeResourcePolicy(policy);
      emitSecretEvent(state, 'PutResourcePolicy', secret, BY_HAND, {});
    },
    setTags: (ref, tags) => {
      const secret = forChange(ref);
      secret.tags.clear();
      for (const [key, value] of Object.entries(tags)) secret.tags.set(key, value);
      secret.wasTagged ||= secret.tags.size > 0;
      emitSecretEvent(state, 'TagResource', secret, BY_HAND, {});
    },
    remove: (ref, recoveryDays) => {
      const secret = forChange(ref);
      secret.isForced = recoveryDays === 0;
      secret.deletedAt = state.clock.now();
      secret.purgeAt = secret.deletedAt + (recoveryDays ?? 30) * DAY;
      emitSecretEvent(state, 'DeleteSecret', secret, BY_HAND, { recoveryDays: recoveryDays ?? 30 });
    },
    setReplicaFailure: (ref, region, message) => {
      const replica = get(ref).replicas.get(region);
      if (replica === undefined) throw new WorldError(`Secret ${ref.name} has no replica in ${region}.`);
      replica.failure = message;
    },
  };
}

function placeSecret(state: WorldState, accountId: string, definition: SecretDefinition): SecretRecord {
  const { name, description, kmsKeyId, createdAt } = definition;
  const region = definition.region ?? DEFAULT_REGION;
  const tags = definition.tags ?? {};
  const fresh = { accountId, region, name, description, kmsKeyId, createdAt, tags };
  const secret = draftSecret(state, fresh);
  if (definition.policy !== undefined) secret.policy = storeResourcePolicy(definition.policy);
  for (const replica of definition.replicaRegions ?? []) {
    secret.replicas.set(replica, { region: replica, kmsKeyId: undefined, inSyncAt: 0, failure: undefined });
  }
  addSecret(state, secret, BY_HAND);
  return secret;
}

import { conceal } from '../concealed.ts';
import type { WorldEventType } from './event.ts';
import { newSecretSuffix } from './identifiers.ts';
import { accountIn } from './lookup.ts';
import type { SecretRecord, SecretVersionRecord } from './model.ts';
import { attachStage, CURRENT } from './secret-stages.ts';
import { rememberSecret } from './stale-look.ts';
import { type Actor, emit, type WorldState } from './state.ts';

/** How long a replica takes to follow its primary. */
export const REPLICATION_MS = 3000;

/** What a secret is made with. */
export interface NewSecret {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  readonly createdAt?: number | undefined;
}

/** Makes a secret record without adding it, so that its ARN can be authorized first. */
export function draftSecret(state: WorldState, fresh: NewSecret): SecretRecord {
  const { accountId, region, name } = fresh;
  const createdAt = fresh.createdAt ?? state.clock.now();
  return {
    accountId,
    region,
    name,
    arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${newSecretSuffix(state.random)}`,
    createdAt,
    description: fresh.description,
    kmsKeyId: fresh.kmsKeyId,
    changedAt: createdAt,
    accessedOn: undefined,
    deletedAt: undefined,
    purgeAt: undefined,
    isForced: false,
    tags: new Map(Object.entries(fresh.tags ?? {})),
    wasTagged: Object.keys(fresh.tags ?? {}).length > 0,
    policy: undefined,
    versions: new Map(),
    replicas: new Map(),
  };
}

/** Adds a drafted secret to its account. */
export function addSecret(state: WorldState, secret: SecretRecord, actor: Actor): void {
  rememberSecret(state, secret, true);
  accountIn(state, secret.accountId).secrets.set(`${secret.region}/${secret.name}`, secret);
  emitSecretEvent(state, 'CreateSecret', secret, actor, {});
}

/** The secret of a name, if it is there; one whose time has come is removed on the way. */
export function findSecret(
  state: WorldState,
  ref: { readonly accountId: string; readonly region: string; readonly name: string },
): SecretRecord | undefined {
  const secrets = state.accounts.get(ref.accountId)?.secrets;
  const place = `${ref.region}/${ref.name}`;
  const secret = secrets?.get(place);
  if (secret?.purgeAt === undefined || secret.purgeAt > state.clock.now()) return secret;
  secrets?.delete(place);
  emitSecretEvent(state, 'PurgeSecret', secret, { arn: 'secretsmanager.amazonaws.com' }, {});
  return undefined;
}

/** A value to become a version. */
export interface NewVersion {
  readonly id: string;
  readonly value: string;
  readonly binary: boolean;
  readonly stages: readonly string[];
}

/** Adds a version and moves stages to it; the first version becomes current whatever was asked. */
export function addVersion(
  state: WorldState,
  secret: SecretRecord,
  fresh: NewVersion,
  actor: Actor,
): SecretVersionRecord {
  const now = state.clock.now();
  const version: SecretVersionRecord = {
    id: fresh.id,
    createdAt: now,
    value: conceal(fresh.value),
    binary: fresh.binary,
    stages: new Set(),
    accessedOn: undefined,
  };
  const stages = new Set(fresh.stages);
  if (secret.versions.size === 0) stages.add(CURRENT);
  secret.versions.set(version.id, version);
  for (const stage of stages) attachStage(secret, stage, version);
  touchSecret(state, secret);
  const detail = { versionId: version.id, stages: [...version.stages].join(',') };
  emitSecretEvent(state, 'PutSecretValue', secret, actor, detail);
  return version;
}

/** Marks a secret as changed now; its replicas fall behind for a moment. */
export function touchSecret(state: WorldState, secret: SecretRecord): void {
  secret.changedAt = state.clock.now();
  for (const replica of secret.replicas.values()) replica.inSyncAt = state.clock.now() + REPLICATION_MS;
}

/** Writes down something that happened to a secret. */
export function emitSecretEvent(
  state: WorldState,
  type: WorldEventType,
  secret: SecretRecord,
  actor: Actor,
  detail: Readonly<Record<string, string | number | boolean>>,
): void {
  const facts = { secretArn: secret.arn, name: secret.name, region: secret.region, ...detail };
  emit(state, actor, { type, accountId: secret.accountId, detail: facts });
}

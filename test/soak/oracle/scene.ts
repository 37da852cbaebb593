import { isKeyturn } from '../../../src/demo/invariants.ts';
import type { AccessKeyId } from '../../../src/domain/ids.ts';
import type { WorldEvent } from '../../../src/sandbox/index.ts';
import { versionIdOf } from '../../../src/secrets/secret-names.ts';

/** The life of one key, as AWS's own events tell it. */
export interface KeyLife {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly accountId: string;
  /** Made by Keyturn. */
  readonly ours: boolean;
  readonly createdAt: number;
  /** When it came into this world; keys of the first day were created earlier. */
  readonly bornAt: number;
  status: string;
  readonly switches: {
    readonly at: number;
    /** Its place among all events. */
    readonly place: number;
    readonly to: string;
    readonly ours: boolean;
    readonly session: string;
  }[];
  /** Uses by anybody but the proof of a new key. */
  readonly uses: number[];
  /** Successful proofs by Keyturn. */
  readonly proofs: number[];
  stored: boolean;
  /** When its version became current for the first time. */
  promotedAt: number | undefined;
  goneAt: number | undefined;
  /** The replacement for which Keyturn switched it off. */
  goneFor: KeyLife | undefined;
}

/** A secret: which version is current, and whether a person took it away. */
export interface SecretLife {
  current: string | undefined;
  deleted: boolean;
}

/** What is true in AWS at one point of the events, and what was true before. */
export interface Scene {
  readonly keys: Map<string, KeyLife>;
  readonly secrets: Map<string, SecretLife>;
  /** When anything was last done by hand to a user, or to a secret by its name. */
  readonly touchedAt: Map<string, number>;
  readonly firstUses: ReadonlyMap<string, number>;
  /** How many events were taken in. */
  taken: number;
}

/** Nothing has happened yet. */
export function emptyScene(firstUses: ReadonlyMap<string, number>): Scene {
  return { keys: new Map(), secrets: new Map(), touchedAt: new Map(), firstUses, taken: 0 };
}

/** The keys that a user has now. */
export function keysOf(scene: Scene, userId: string): readonly KeyLife[] {
  return [...scene.keys.values()].filter((key) => key.userId === userId && key.goneAt === undefined);
}

/** Takes an event into the scene. */
export function take(scene: Scene, event: WorldEvent): void {
  const ours = isKeyturn(event);
  scene.taken += 1;
  const key = scene.keys.get(event.accessKeyId ?? '');
  if (!ours && event.actor === 'hand' && event.type !== 'KeyUsed' && event.type !== 'KeyUseDenied') {
    scene.touchedAt.set(event.userId ?? `${event.accountId}/${String(event.detail.name)}`, event.at);
    if (event.type === 'UpdateGroupMembers')
      scene.touchedAt.set(`${event.accountId}/${event.userName ?? ''}`, event.at);
  }
  switch (event.type) {
    case 'CreateAccessKey':
      addKey(scene, event, ours);
      break;
    case 'KeyUsed': {
      const proof = event.detail.service === 'sts' && event.actor !== 'hand';
      (proof ? key?.proofs : key?.uses)?.push(event.at);
      break;
    }
    case 'UpdateAccessKey':
      if (key === undefined) break;
      key.status = String(event.detail.to);
      key.switches.push({
        at: event.at,
        place: scene.taken,
        to: key.status,
        ours,
        session: event.sessionName ?? '',
      });
      break;
    case 'DeleteAccessKey':
      if (key !== undefined) key.goneAt = event.at;
      break;
    default:
      takeSecret(scene, event);
  }
}

function addKey(scene: Scene, event: WorldEvent, ours: boolean): void {
  const status = String(event.detail.status ?? 'Active');
  const id = event.accessKeyId ?? '';
  const first = scene.firstUses.get(id);
  const since =
    status === 'Inactive' ? [{ at: event.at, place: scene.taken, to: status, ours: false, session: '' }] : [];
  scene.keys.set(id, {
    id,
    userId: event.userId ?? '',
    userName: event.userName ?? '',
    accountId: event.accountId,
    ours,
    createdAt: Number(event.detail.createdAt ?? event.at),
    bornAt: event.at,
    status,
    switches: since,
    uses: first === undefined ? [] : [first],
    proofs: [],
    stored: false,
    promotedAt: undefined,
    goneAt: undefined,
    goneFor: undefined,
  });
}

function takeSecret(scene: Scene, event: WorldEvent): void {
  const name = `${event.accountId}/${String(event.detail.name)}`;
  const secret = scene.secrets.get(name) ?? { current: undefined, deleted: false };
  const { versionId, stages, stage, to } = event.detail;
  switch (event.type) {
    case 'CreateSecret':
      scene.secrets.set(name, { current: undefined, deleted: false });
      return;
    case 'PutSecretValue':
      if (String(stages).split(',').includes('AWSCURRENT')) secret.current = String(versionId);
      markStored(scene, String(versionId), event.at, secret.current === versionId);
      break;
    case 'UpdateSecretVersionStage':
      if (stage !== 'AWSCURRENT') return;
      secret.current = String(to);
      markStored(scene, String(to), event.at, true);
      break;
    case 'DeleteSecret':
      secret.deleted = true;
      break;
    case 'RestoreSecret':
      secret.deleted = false;
      break;
    case 'PurgeSecret':
      scene.secrets.delete(name);
      return;
    default:
      return;
  }
  scene.secrets.set(name, secret);
}

function markStored(scene: Scene, versionId: string, at: number, promoted: boolean): void {
  for (const key of scene.keys.values()) {
    if (!key.ours || versionIdOf(key.id as AccessKeyId) !== versionId) continue;
    key.stored = true;
    if (promoted) key.promotedAt ??= at;
  }
}

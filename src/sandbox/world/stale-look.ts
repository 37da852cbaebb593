import type { SecretRecord, UserRecord } from './model.ts';
import type { PastLook, PastLooks } from './pasts.ts';
import type { WorldState } from './state.ts';

/** Writes down how a secret looks, for reads that will not have heard of the change that comes now. */
export function rememberSecret(state: WorldState, secret: SecretRecord, isNew = false): void {
  const { secrets, secretList } = state.options.propagation;
  const look = isNew ? undefined : copyOfSecret(secret);
  remember(state, state.pasts.secrets, {
    place: secretPlace(secret),
    look,
    lag: Math.max(secrets, secretList),
  });
}

/** Writes down how a user looks, for reads that will not have heard of the change that comes now. */
export function rememberUser(state: WorldState, user: UserRecord, isNew = false): void {
  const look = isNew ? undefined : copyOfUser(user);
  remember(state, state.pasts.users, {
    place: userPlace(user),
    look,
    lag: state.options.propagation.listing,
  });
}

/** The look that a read behind by some time shows; the present one when nothing has changed since. */
export function lookBehind<Thing>(
  state: WorldState,
  looks: readonly PastLook<Thing>[] | undefined,
  read: { readonly present: Thing | undefined; readonly behind: number },
): Thing | undefined {
  const at = state.clock.now() - read.behind;
  const past = looks?.find(({ until }) => until > at && until <= state.clock.now());
  return past === undefined ? read.present : past.look;
}

/** Whether a read is answered by a replica that is behind: half of them are, by the seed. */
export function isBehind(state: WorldState, subject: string): boolean {
  return state.random.share(`behind/${subject}/${state.sequence}`) < 0.5;
}

/** Where the past of a secret is kept. */
export function secretPlace(ref: { accountId: string; region: string; name: string }): string {
  return `${ref.accountId}/${ref.region}/${ref.name}`;
}

/** Where the past of a user is kept; one made again under the name goes on with it. */
export function userPlace(ref: { accountId: string; name: string }): string {
  return `${ref.accountId}/${ref.name}`;
}

function remember<Thing>(
  state: WorldState,
  looks: PastLooks<Thing>,
  about: { readonly place: string; readonly look: Thing | undefined; readonly lag: number },
): void {
  const now = state.clock.now();
  const kept = (looks.get(about.place) ?? []).filter(({ until }) => until > now - about.lag);
  if (about.lag > 0) kept.push({ until: now, look: about.look });
  looks.set(about.place, kept);
}

function copyOfSecret(secret: SecretRecord): SecretRecord {
  const versions = [...secret.versions].map(
    ([id, version]) => [id, { ...version, stages: new Set(version.stages) }] as const,
  );
  const replicas = [...secret.replicas].map(([region, replica]) => [region, { ...replica }] as const);
  return {
    ...secret,
    tags: new Map(secret.tags),
    versions: new Map(versions),
    replicas: new Map(replicas),
  };
}

/** Keys are not copied: they have propagation of their own. */
function copyOfUser(user: UserRecord): UserRecord {
  return {
    ...user,
    tags: new Map(user.tags),
    groups: new Set(user.groups),
    inlinePolicies: new Map(user.inlinePolicies),
    attachedPolicies: new Map(user.attachedPolicies),
  };
}

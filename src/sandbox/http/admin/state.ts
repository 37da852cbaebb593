import { z } from 'zod';
import type { AccountRecord, KeyRecord, SecretRecord, UserRecord } from '../../world/model.ts';
import { ACCOUNT_ID, parse } from './parse.ts';
import type { Route } from './route.ts';

const QUERY = z.strictObject({
  account: ACCOUNT_ID.optional(),
  events: z.coerce.number().int().min(0).max(1_000_000).default(100),
});

/**
 * `GET state`: accounts with their users and keys, the names and stages of secrets, and the last events. What a secret,
 * a parameter or a key is worth is never in it.
 */
export const stateRoute: Route = ({ parts, query }) => {
  const { account: wanted, events: count } = parse(QUERY, query);
  const { clock, world } = parts.sandbox;
  const organization = world.organization.get();
  const accounts =
    wanted === undefined ? world.organization.accounts() : [world.organization.account(wanted)];
  const events = world.events.filter((event) => (wanted ?? event.accountId) === event.accountId);
  return {
    now: iso(clock.now()),
    organization: organization && {
      id: organization.id,
      managementAccountId: organization.managementAccountId,
    },
    accounts: accounts.map(accountState),
    eventCount: events.length,
    events: (count === 0 ? [] : events.slice(-count)).map((event) => ({ ...event, at: iso(event.at) })),
  };
};

function accountState(account: AccountRecord): unknown {
  return {
    id: account.id,
    name: account.name,
    state: account.state,
    parent: account.parentId,
    tags: Object.fromEntries(account.tags),
    users: [...account.users.values()].map(userState),
    groups: [...account.groups.keys()],
    roles: [...account.roles.keys()],
    secrets: [...account.secrets.values()].map(secretState),
    parameters: [...account.parameters.values()].map(({ name, region, version }) => ({
      name,
      region,
      version,
    })),
  };
}

function userState(user: UserRecord): unknown {
  return {
    name: user.name,
    path: user.path,
    userId: user.userId,
    createdAt: iso(user.createdAt),
    tags: Object.fromEntries(user.tags),
    groups: [...user.groups],
    keys: [...user.keys.values()].map(keyState),
  };
}

function keyState(key: KeyRecord): unknown {
  const lastUsed = key.uses.at(-1);
  return {
    id: key.id,
    status: key.status,
    createdAt: iso(key.createdAt),
    lastUsed: lastUsed && { ...lastUsed, at: iso(lastUsed.at) },
  };
}

function secretState(secret: SecretRecord): unknown {
  return {
    name: secret.name,
    region: secret.region,
    arn: secret.arn,
    tags: Object.fromEntries(secret.tags),
    deletedAt: secret.deletedAt === undefined ? undefined : iso(secret.deletedAt),
    versions: [...secret.versions.values()].map(({ id, createdAt, stages }) => ({
      id,
      createdAt: iso(createdAt),
      stages: [...stages],
    })),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

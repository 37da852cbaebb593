import { z } from 'zod';
import type { World } from '../../world/world.ts';
import { ACCOUNT_ID, NAME, parse } from './parse.ts';
import { AdminProblem } from './problem.ts';
import type { Route } from './route.ts';

const USER = { account: ACCOUNT_ID, user: z.string().regex(/^[\w+=,.@-]{1,64}$/, 'no user name of IAM') };
const KEY = { key: NAME };
const TAGS = z.record(z.string().max(128), z.string().max(256));

const ACTION = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create-key'), ...USER }),
  z.strictObject({ action: z.literal('deactivate-key'), ...KEY }),
  z.strictObject({ action: z.literal('activate-key'), ...KEY }),
  z.strictObject({ action: z.literal('delete-key'), ...KEY }),
  z.strictObject({
    action: z.literal('use-key'),
    ...KEY,
    service: NAME.default('s3'),
    region: NAME.default('eu-west-1'),
  }),
  z.strictObject({
    action: z.literal('create-user'),
    ...USER,
    path: NAME.default('/'),
    tags: TAGS.default({}),
  }),
  z.strictObject({ action: z.literal('tag-user'), ...USER, tags: TAGS }),
  z.strictObject({ action: z.literal('delete-user'), ...USER }),
  z.strictObject({ action: z.literal('recreate-user'), ...USER }),
  z.strictObject({
    action: z.literal('delete-secret'),
    account: ACCOUNT_ID,
    name: NAME,
    region: NAME.optional(),
    recoveryDays: z.int().min(0).max(30).default(30),
  }),
  z.strictObject({
    action: z.literal('put-parameter'),
    account: ACCOUNT_ID,
    name: NAME,
    region: NAME.optional(),
    value: z.string().max(4096),
  }),
]);

type Action = z.infer<typeof ACTION>;

/** `POST world`: what an administrator or a key's owner does by hand, past all permissions. */
export const worldRoute: Route = ({ parts, body }) => act(parts.sandbox.world, parse(ACTION, body));

function act(world: World, action: Action): unknown {
  const { iam } = world;
  switch (action.action) {
    case 'create-key':
      return keyOf(iam.createKey(refOf(action)));
    case 'deactivate-key':
      return setStatus(world, action.key, 'Inactive');
    case 'activate-key':
      return setStatus(world, action.key, 'Active');
    case 'delete-key':
      iam.deleteKey(livingKey(world, action.key));
      return { key: action.key, status: 'deleted' };
    case 'use-key': {
      const { key: accessKeyId, service, region } = action;
      const { secretAccessKey: secret } = world.credentials.forKey(accessKeyId);
      return world.useKey({ accessKeyId, secret, service, region });
    }
    case 'create-user':
      assertPath(action.path);
      return userOf(iam.addUser(action.account, { name: action.user, path: action.path, tags: action.tags }));
    case 'tag-user':
      iam.setUserTags(refOf(action), action.tags);
      return userOf(iam.user(refOf(action)));
    case 'delete-user':
      iam.deleteUser(refOf(action));
      return { user: action.user, status: 'deleted' };
    case 'recreate-user':
      return recreate(world, refOf(action));
    case 'delete-secret': {
      const { account: accountId, name, region, recoveryDays } = action;
      world.secrets.remove({ accountId, name, ...(region === undefined ? {} : { region }) }, recoveryDays);
      return { name, recoveryDays };
    }
    case 'put-parameter': {
      const { account, name, value, region } = action;
      const put = { name, value, ...(region === undefined ? {} : { region }) };
      return { name, version: world.parameters.put(account, put).version };
    }
  }
}

function refOf(action: { readonly account: string; readonly user: string }): {
  readonly accountId: string;
  readonly userName: string;
} {
  return { accountId: action.account, userName: action.user };
}

/** A user of the same name and path: to IAM a stranger, with another unique id and no keys. */
function recreate(world: World, ref: { readonly accountId: string; readonly userName: string }): unknown {
  const { name, path, tags } = world.iam.user(ref);
  world.iam.deleteUser(ref);
  return userOf(world.iam.addUser(ref.accountId, { name, path, tags: Object.fromEntries(tags) }));
}

function setStatus(world: World, key: string, status: string): unknown {
  world.iam.setKeyStatus(livingKey(world, key), status);
  return keyOf(world.iam.key(key));
}

function livingKey(world: World, key: string): string {
  if (world.iam.key(key).deletedAt === undefined) return key;
  throw new AdminProblem(409, 'KEY_DELETED', `The key ${key} is deleted.`);
}

function assertPath(path: string): void {
  if (!/^\/([\w+=,.@-]+\/)*$/.test(path))
    throw new AdminProblem(400, 'BAD_REQUEST', 'path: begins and ends with a slash');
}

function keyOf(key: { readonly id: string; readonly status: string }): unknown {
  return { key: key.id, status: key.status };
}

function userOf(user: { readonly name: string; readonly userId: string; readonly arn: string }): unknown {
  return { user: user.name, userId: user.userId, arn: user.arn };
}

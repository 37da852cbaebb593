import { z } from 'zod';
import type { SandboxCredentials } from '../../world/world.ts';
import { ACCOUNT_ID, NAME, parse } from './parse.ts';
import type { Route } from './route.ts';

/** Longer than any rehearsal, so that moving the clock on does not end a session that a person works with. */
const TEN_YEARS_IN_SECONDS = 315_360_000;

const QUERY = z.union(
  [
    z.strictObject({ account: ACCOUNT_ID, role: NAME }),
    z.strictObject({ account: ACCOUNT_ID, user: NAME, key: NAME.optional() }),
  ],
  { error: 'give ?account=ID&role=NAME, or ?account=ID&user=NAME and perhaps &key=ID' },
);

/** `GET credentials`: credentials of a role, without asking its trust policy, or of a user's newest active key. */
export const credentialsRoute: Route = ({ parts, query }) => {
  const { credentials } = parts.sandbox.world;
  const asked = parse(QUERY, query);
  if ('role' in asked) {
    const ref = { accountId: asked.account, roleName: asked.role, durationSeconds: TEN_YEARS_IN_SECONDS };
    return environmentOf(credentials.forRole(ref));
  }
  const key = asked.key === undefined ? {} : { accessKeyId: asked.key };
  return environmentOf(credentials.forUser({ accountId: asked.account, userName: asked.user, ...key }));
};

/** Credentials as the variables that every SDK and the CLI read. */
export function environmentOf(credentials: SandboxCredentials): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}

import { DAY, type Instant } from '../../domain/time.ts';
import type { AccountDefinition, KeyDefinition, UserDefinition } from '../../sandbox/index.ts';
import { withAdministrator } from './administrator.ts';
import { hubRoles, memberRoles } from './keyturn-roles.ts';
import type { ServedOrganization } from './organization.ts';

const HUB = '100000000001';
const SCOPE = { organizationId: 'o-keyturnsmall', hubAccountId: HUB };

/** Three accounts with a key of each kind that a first run meets: young, about to be due, due, unused, one of two. */
export function smallOrganization(startAt: Instant): ServedOrganization {
  const key = (age: number, used: number | undefined = 0): KeyDefinition => ({
    createdAt: startAt - age * DAY,
    ...(used === undefined
      ? {}
      : { lastUsed: { at: startAt - used * DAY - DAY / 4, service: 's3', region: 'eu-west-1' } }),
  });
  const user = (name: string, ...keys: readonly KeyDefinition[]): UserDefinition => ({
    name,
    createdAt: startAt - 400 * DAY,
    tags: { owner: `${name}@example.com` },
    keys,
  });
  const member = (id: string, name: string, users: readonly UserDefinition[]): AccountDefinition => ({
    id,
    name,
    email: `aws+${name}@example.com`,
    roles: memberRoles(id, SCOPE),
    users,
  });
  const accounts: readonly AccountDefinition[] = [
    { id: HUB, name: 'management', email: 'aws+management@example.com', roles: hubRoles(SCOPE) },
    member('200000000001', 'shop', [
      user('checkout', key(95)),
      user('images', key(84)),
      user('newcomer', key(2)),
    ]),
    member('200000000002', 'data', [
      user('etl', key(120)),
      user('old-campaign', key(300, 200)),
      user('two-keys', key(200, 60), key(40)),
    ]),
  ];
  return {
    world: {
      organization: { id: SCOPE.organizationId, managementAccountId: HUB, rootId: 'r-smal' },
      accounts: accounts.map((account) => withAdministrator(account, HUB)),
    },
    hubAccountId: HUB,
  };
}

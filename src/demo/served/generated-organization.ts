import { DAY, type Instant } from '../../domain/time.ts';
import type { AccountDefinition, UserDefinition } from '../../sandbox/index.ts';
import { withAdministrator } from './administrator.ts';
import { hubRoles, memberRoles } from './keyturn-roles.ts';
import type { ServedOrganization } from './organization.ts';
import { seededNumbers } from './seeded-numbers.ts';

const HUB = '100000000001';
const SCOPE = { organizationId: 'o-keyturngenerated', hubAccountId: HUB };

/** Keys younger than this are neither due nor warned of, today and on the days that follow. */
const YOUNG_DAYS = 75;
const DUE_DAYS = 91;
const DUE_SPREAD = 60;

/** How big an organization to make. */
export interface GeneratedSize {
  /** Member accounts; the hub comes on top, without users. */
  readonly accounts: number;
  /** Users in each of them, each with one key that is in use. */
  readonly users: number;
  /** How many of all those keys are past 90 days, spread evenly over accounts and users. */
  readonly due: number;
}

/** Makes an organization of any size in the shape of real ones: ages spread, last uses known, owners tagged. */
export function generatedOrganization(
  size: GeneratedSize,
  startAt: Instant,
  seed: number,
): ServedOrganization {
  const random = seededNumbers(seed);
  const total = size.accounts * size.users;
  const isDue = (index: number): boolean =>
    Math.floor(((index + 1) * size.due) / total) > Math.floor((index * size.due) / total);
  const accounts = Array.from({ length: size.accounts }, (_, account): AccountDefinition => {
    const id = String(200_000_000_001 + account);
    const users = Array.from({ length: size.users }, (_user, at) => {
      const index = account * size.users + at;
      const age = isDue(index) ? DUE_DAYS + random() * DUE_SPREAD : 1 + random() * YOUNG_DAYS;
      return userOf(index, startAt - Math.floor(age * DAY), startAt - Math.floor(DAY * (0.2 + random())));
    });
    return {
      id,
      name: `account-${String(account + 1).padStart(5, '0')}`,
      email: `aws+${account + 1}@example.com`,
      roles: memberRoles(id, SCOPE),
      users,
    };
  });
  const hub = { id: HUB, name: 'management', email: 'aws+hub@example.com', roles: hubRoles(SCOPE) };
  return {
    world: {
      organization: { id: SCOPE.organizationId, managementAccountId: HUB, rootId: 'r-gene' },
      accounts: [hub, ...accounts].map((account) => withAdministrator(account, HUB)),
    },
    hubAccountId: HUB,
  };
}

function userOf(index: number, createdAt: number, usedAt: number): UserDefinition {
  const name = `svc-${String(index + 1).padStart(6, '0')}`;
  return {
    name,
    createdAt: createdAt - 30 * DAY,
    tags: { owner: `${name}@example.com` },
    keys: [{ createdAt, lastUsed: { at: usedAt, service: 's3', region: 'eu-west-1' } }],
  };
}

import type { Instant } from '../../domain/time.ts';
import { accountDefinition, DEMO_ACCOUNTS, DEMO_ORGANIZATION, HUB, hubDefinition } from '../accounts.ts';
import { buildCast } from '../cast.ts';
import { withAdministrator } from './administrator.ts';
import type { ServedOrganization } from './organization.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** The organization of `keyturn demo` as it is on its first day: a dozen accounts, about sixty users. */
export function demoOrganization(startAt: Instant, seed: number): ServedOrganization {
  const cast = buildCast(startAt, seededNumbers(seed));
  const members = DEMO_ACCOUNTS.map((account) => {
    const users = cast.filter((one) => one.accountId === account.id).map((one) => one.user);
    return accountDefinition(account, users);
  });
  const accounts = [hubDefinition(), ...members].map((account) => withAdministrator(account, HUB));
  return { world: { organization: DEMO_ORGANIZATION, accounts }, hubAccountId: HUB };
}

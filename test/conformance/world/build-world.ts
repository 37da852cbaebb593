import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { present } from '../harness/present.ts';
import type { Clients, Credentials } from '../harness/target.ts';
import { buildHomeAccount, buildMemberAccount } from './build-account.ts';
import { buildOrganization } from './build-organization.ts';
import { type Fixtures, fixtures } from './fixtures.ts';
import type { OrganizationWorld, World } from './world.ts';

/** A world made through the service APIs, with the credentials of its member account where it has one. */
export interface BuiltWorld {
  readonly world: World;
  readonly memberCredentials: Credentials | undefined;
}

/** How to build: with which clients, under which names, and whether to make an organization. */
export interface BuildPlan {
  readonly home: Clients;
  readonly clientsWith: (credentials: Credentials) => Clients;
  readonly prefix: string;
  readonly withOrganization: boolean;
}

/** Makes every fixture through the service APIs; for endpoints without a world builder of their own. */
export async function buildWorld(plan: BuildPlan): Promise<BuiltWorld> {
  const content = fixtures(plan.prefix);
  const identity = await plan.home.sts.send(new GetCallerIdentityCommand({}));
  const homeAccountId = present(identity.Account, 'account id');
  const readerRoleArn = await buildHomeAccount(plan.home, content, homeAccountId);
  const base = { prefix: plan.prefix, homeAccountId, readerRoleArn };
  if (!plan.withOrganization) {
    return { world: { ...base, organization: undefined }, memberCredentials: undefined };
  }
  const { organization, memberCredentials } = await buildMember(plan, content, homeAccountId);
  return { world: { ...base, organization }, memberCredentials };
}

async function buildMember(
  plan: BuildPlan,
  content: Fixtures,
  homeAccountId: string,
): Promise<{ organization: OrganizationWorld; memberCredentials: Credentials }> {
  const organization = await buildOrganization(plan.home.organizations);
  const memberCredentials = await enterAccount(plan.home, organization.memberAccountId);
  const member = plan.clientsWith(memberCredentials);
  const memberRoleArn = await buildMemberAccount(member, content, homeAccountId);
  return { organization: { ...organization, memberRoleArn }, memberCredentials };
}

/** Organizations puts this role into every account that it creates. */
async function enterAccount(home: Clients, accountId: string): Promise<Credentials> {
  const { Credentials: session } = await home.sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'conformance-setup',
    }),
  );
  return {
    accessKeyId: present(session?.AccessKeyId, 'access key id'),
    secretAccessKey: present(session?.SecretAccessKey, 'secret access key'),
    sessionToken: present(session?.SessionToken, 'session token'),
  };
}

/** Names and ids of the fixtures, as the target made them. */
export interface World {
  /** Stem of everything that this run owns, so that two runs against one account do not meet. */
  readonly prefix: string;
  readonly homeAccountId: string;
  /** ARN of the role in the home account that its own principals may assume. */
  readonly readerRoleArn: string;
  readonly organization: OrganizationWorld | undefined;
}

/** The fixture organization; the member account is one of `accounts`. */
export interface OrganizationWorld {
  readonly rootId: string;
  /** Organizational unit ids by fixture name. */
  readonly units: Readonly<Record<UnitName, string>>;
  /** Account ids by fixture name. */
  readonly accounts: Readonly<Record<AccountName, string>>;
  readonly memberAccountId: string;
  /** ARN of the role in the member account that the home account may assume. */
  readonly memberRoleArn: string;
}

export type UnitName = 'workloads' | 'production' | 'empty';

export type AccountName = 'member' | 'production-a' | 'production-b' | 'production-c' | 'loose';

/** Reads the organization of a world that has one. */
export function organizationOf(world: World): OrganizationWorld {
  if (world.organization === undefined) throw new Error('the target has no organization');
  return world.organization;
}

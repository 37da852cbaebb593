import type { PropagationDelays, SandboxOptions } from '../../../src/sandbox/options.ts';
import type { PolicySource } from '../../../src/sandbox/policy/policy-source.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { WorldDefinition } from '../../../src/sandbox/world/definition.ts';

/** The instant at which the tests' simulations start. */
export const START: number = Date.UTC(2026, 0, 15, 12, 0, 0);
/** The management account. */
export const MANAGEMENT = '111111111111';
/** The account that rotates keys in the others. */
export const HUB = '222222222222';
/** A member account with users. */
export const MEMBER = '333333333333';
/** Another member account. */
export const OTHER = '444444444444';

/** Reads that are never behind: for tests of something else. */
export const UP_TO_DATE: Partial<PropagationDelays> = { listing: 0, secrets: 0, secretList: 0 };

/** Allows everything. */
export const ALLOW_ALL: PolicySource = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** A trust policy for the hub's role alone. */
export const TRUST_HUB: PolicySource = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${HUB}:root` },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${HUB}:role/keyturn/hub` },
        StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' },
      },
    },
  ],
};

/** Four accounts in two units, a hub role, rotator roles and some users. */
export function smallOrganization(): WorldDefinition {
  const admin = { name: 'admin', trust: TRUST_HUB, policies: [ALLOW_ALL] };
  return {
    organization: {
      id: 'o-example1234',
      managementAccountId: MANAGEMENT,
      rootId: 'r-abcd',
      delegatedAccountIds: [HUB],
      units: [
        { id: 'ou-abcd-11111111', name: 'Platform' },
        {
          id: 'ou-abcd-22222222',
          name: 'Workloads',
          units: [{ id: 'ou-abcd-33333333', name: 'Production' }],
        },
      ],
    },
    accounts: [
      { id: MANAGEMENT, name: 'management', roles: [admin] },
      {
        id: HUB,
        name: 'hub',
        ouId: 'ou-abcd-11111111',
        roles: [admin, { name: 'hub', path: '/keyturn/', trust: TRUST_HUB, policies: [ALLOW_ALL] }],
      },
      {
        id: MEMBER,
        name: 'member',
        ouId: 'ou-abcd-33333333',
        tags: { stage: 'production' },
        roles: [admin, { name: 'rotator', path: '/keyturn/', trust: TRUST_HUB, policies: [ALLOW_ALL] }],
        users: [{ name: 'alice', path: '/team/', tags: { owner: 'alice@example.com' } }, { name: 'bob' }],
      },
      {
        id: OTHER,
        name: 'other',
        ouId: 'ou-abcd-22222222',
        roles: [admin, { name: 'rotator', path: '/keyturn/', trust: TRUST_HUB, policies: [ALLOW_ALL] }],
      },
    ],
  };
}

/** A sandbox with that organization. */
export function smallSandbox(options: Partial<SandboxOptions> = {}): Sandbox {
  return createSandbox({ startAt: START, seed: 7, world: smallOrganization(), ...options });
}

import { hubRolePolicy, memberTrust, readRolePolicy, rotateRolePolicy } from '../permissions/member-roles.ts';
import type {
  AccountDefinition,
  OrganizationDefinition,
  RoleDefinition,
  UserDefinition,
} from '../sandbox/index.ts';

/** The hub: the management account, from which Keyturn runs. */
export const HUB = '100000000001';
const ORGANIZATION_ID = 'o-keyturndemo';
const HUB_ROLE_ARN = `arn:aws:iam::${HUB}:role/KeyturnHub`;
const READ_ROLE = 'KeyturnRead';
const ROTATE_ROLE = 'KeyturnRotate';

/** Organizational units three deep, as organizations have them. */
export const DEMO_ORGANIZATION: OrganizationDefinition = {
  id: ORGANIZATION_ID,
  managementAccountId: HUB,
  rootId: 'r-demo',
  units: [
    {
      id: 'ou-demo-workload',
      name: 'Workloads',
      units: [
        { id: 'ou-demo-prodprod', name: 'Production', units: [{ id: 'ou-demo-payments', name: 'Payments' }] },
        { id: 'ou-demo-devdevde', name: 'Development' },
      ],
    },
    { id: 'ou-demo-platform', name: 'Platform' },
    { id: 'ou-demo-retiring', name: 'Retiring' },
  ],
};

/** An account of the story; `roles: false` is the one that nobody rolled the roles out to. */
export interface DemoAccount {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly state?: 'SUSPENDED';
  readonly roles?: false;
  /** IAM requests a second that are left for Keyturn; other tools use the rest. */
  readonly iamRate?: number;
}

/** A dozen member accounts. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { id: '200000000001', name: 'payments-prod', unit: 'ou-demo-payments' },
  { id: '200000000002', name: 'web-shop-prod', unit: 'ou-demo-prodprod' },
  { id: '200000000003', name: 'mobile-backend', unit: 'ou-demo-prodprod' },
  { id: '200000000004', name: 'iot-fleet', unit: 'ou-demo-prodprod', iamRate: 3 },
  { id: '200000000005', name: 'web-shop-dev', unit: 'ou-demo-devdevde' },
  { id: '200000000006', name: 'research-lab', unit: 'ou-demo-devdevde' },
  { id: '200000000007', name: 'data-platform', unit: 'ou-demo-platform' },
  { id: '200000000008', name: 'build-and-deploy', unit: 'ou-demo-platform' },
  { id: '200000000009', name: 'log-archive', unit: 'ou-demo-platform' },
  { id: '200000000010', name: 'back-office', unit: 'ou-demo-platform' },
  { id: '200000000011', name: 'old-erp', unit: 'ou-demo-retiring', state: 'SUSPENDED' },
  { id: '200000000012', name: 'acquired-startup', unit: 'ou-demo-retiring', roles: false },
];

/** A member account of the story as the sandbox takes it, with the roles that Keyturn's templates make. */
export function accountDefinition(account: DemoAccount, users: readonly UserDefinition[]): AccountDefinition {
  return {
    id: account.id,
    name: account.name,
    email: `aws+${account.name}@example.com`,
    ouId: account.unit,
    ...(account.state === undefined ? {} : { state: account.state }),
    groups: [{ name: 'IAMKeyRotationExemptionGroup' }],
    roles: account.roles === false ? [] : memberRoles(account.id),
    users,
  };
}

/** The management account, with the role that Keyturn runs as. */
export function hubDefinition(): AccountDefinition {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  const policies = [
    hubRolePolicy({ hubAccountId: HUB, readRole: READ_ROLE, rotateRole: ROTATE_ROLE }),
    readRolePolicy({ accountId: HUB }),
  ];
  return {
    id: HUB,
    name: 'management',
    email: 'aws+management@example.com',
    roles: [{ name: 'KeyturnHub', trust, policies }],
  };
}

function memberRoles(accountId: string): readonly RoleDefinition[] {
  const trust = memberTrust({ hubRoleArn: HUB_ROLE_ARN, organizationId: ORGANIZATION_ID });
  return [
    { name: READ_ROLE, trust, policies: [readRolePolicy({ accountId })] },
    { name: ROTATE_ROLE, trust, policies: [rotateRolePolicy({ accountId, secretNamePattern: 'Account_*' })] },
  ];
}

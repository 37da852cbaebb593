import { z } from 'zod';
import type {
  AccountDefinition,
  KeyDefinition,
  OrganizationDefinition,
  UnitDefinition,
  UserDefinition,
  WorldDefinition,
} from '../world/definition.ts';
import { policySchema } from './world-file-policy.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const TEXT = z.string().min(1);
const ACCOUNT_ID = z.string().regex(/^\d{12}$/, 'an account id has twelve digits, in quotes');
const TAGS = z.record(z.string(), z.string());
const POLICIES = z.record(z.string(), policySchema);

/** What reading a file gives: a world, or every problem with its place. */
export type WorldFile =
  | { readonly ok: true; readonly world: WorldDefinition }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads a world from JSON: a `WorldDefinition`, in which instants are `-90d` (before the start), ISO 8601 or epoch
 * milliseconds. Whether policies parse and references hold is found out when the world is built.
 */
export function parseWorldFile(text: string, startAt: number): WorldFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { ok: false, problems: ['the file is not JSON'] };
  }
  const result = worldSchema(startAt).safeParse(content);
  if (result.success) return { ok: true, world: result.data };
  const problems = result.error.issues.map(
    (issue) => `${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  return { ok: false, problems };
}

function worldSchema(startAt: number): z.ZodType<WorldDefinition> {
  return z.strictObject({
    organization: organizationSchema().exactOptional(),
    accounts: z.array(accountSchema(startAt)).min(1),
  });
}

function organizationSchema(): z.ZodType<OrganizationDefinition> {
  return z.strictObject({
    id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'write o- and 10 to 32 small letters and digits'),
    managementAccountId: ACCOUNT_ID,
    rootId: TEXT.exactOptional(),
    units: z.array(unitSchema()).exactOptional(),
    delegatedAccountIds: z.array(ACCOUNT_ID).exactOptional(),
    scps: z.array(policySchema).exactOptional(),
  });
}

function unitSchema(): z.ZodType<UnitDefinition> {
  const unit: z.ZodType<UnitDefinition> = z.lazy(() =>
    z.strictObject({
      id: TEXT,
      name: TEXT,
      tags: TAGS.exactOptional(),
      scps: z.array(policySchema).exactOptional(),
      detachFullAccess: z.boolean().exactOptional(),
      units: z.array(unit).exactOptional(),
    }),
  );
  return unit;
}

function accountSchema(startAt: number): z.ZodType<AccountDefinition> {
  const instant = instantSchema(startAt);
  const attached = z.strictObject({ name: TEXT, arn: TEXT, document: policySchema.exactOptional() });
  const group = z.strictObject({
    name: TEXT,
    path: TEXT.exactOptional(),
    inlinePolicies: POLICIES.exactOptional(),
    attachedPolicies: z.array(attached).exactOptional(),
  });
  const role = z.strictObject({
    name: TEXT,
    path: TEXT.exactOptional(),
    trust: policySchema,
    policies: z.array(policySchema).exactOptional(),
    permissionsBoundary: policySchema.exactOptional(),
    maxSessionSeconds: z.int().exactOptional(),
    tags: TAGS.exactOptional(),
  });
  const secret = z.strictObject({
    name: TEXT,
    region: TEXT.exactOptional(),
    value: z.string().exactOptional(),
    description: z.string().exactOptional(),
    kmsKeyId: TEXT.exactOptional(),
    tags: TAGS.exactOptional(),
    policy: policySchema.exactOptional(),
    createdAt: instant.exactOptional(),
    replicaRegions: z.array(TEXT).exactOptional(),
  });
  const parameter = z.strictObject({
    name: TEXT,
    region: TEXT.exactOptional(),
    value: z.string(),
    type: z.enum(['String', 'StringList', 'SecureString']).exactOptional(),
  });
  return z.strictObject({
    id: ACCOUNT_ID,
    name: TEXT.exactOptional(),
    email: TEXT.exactOptional(),
    state: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION']).exactOptional(),
    ouId: TEXT.exactOptional(),
    member: z.boolean().exactOptional(),
    joinedAt: instant.exactOptional(),
    tags: TAGS.exactOptional(),
    scps: z.array(policySchema).exactOptional(),
    detachFullAccess: z.boolean().exactOptional(),
    managedPolicies: z.array(attached).exactOptional(),
    groups: z.array(group).exactOptional(),
    users: z.array(userSchema(startAt)).exactOptional(),
    roles: z.array(role).exactOptional(),
    secrets: z.array(secret).exactOptional(),
    parameters: z.array(parameter).exactOptional(),
  });
}

function userSchema(startAt: number): z.ZodType<UserDefinition> {
  const instant = instantSchema(startAt);
  const boundary = z.strictObject({ arn: TEXT, document: policySchema.exactOptional() });
  const attached = z.strictObject({ name: TEXT, arn: TEXT, document: policySchema.exactOptional() });
  const key: z.ZodType<KeyDefinition> = z.strictObject({
    id: TEXT.exactOptional(),
    secret: TEXT.exactOptional(),
    status: TEXT.exactOptional(),
    createdAt: instant.exactOptional(),
    lastUsed: z.strictObject({ at: instant, service: TEXT, region: TEXT }).exactOptional(),
  });
  return z.strictObject({
    name: TEXT,
    path: TEXT.exactOptional(),
    userId: TEXT.exactOptional(),
    createdAt: instant.exactOptional(),
    tags: TAGS.exactOptional(),
    groups: z.array(TEXT).exactOptional(),
    inlinePolicies: POLICIES.exactOptional(),
    attachedPolicies: z.array(attached).exactOptional(),
    permissionsBoundary: boundary.exactOptional(),
    passwordEnabled: z.boolean().exactOptional(),
    keys: z.array(key).exactOptional(),
  });
}

function instantSchema(startAt: number): z.ZodType<number> {
  return z.union(
    [
      z.number(),
      z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
      z
        .string()
        .regex(/^-\d{1,6}[smhd]$/)
        .transform((text) => startAt - Number(text.slice(1, -1)) * (UNITS[text.slice(-1)] ?? 0)),
    ],
    { error: 'write -90d (before the start), a time such as 2027-01-31T13:00:00Z, or epoch milliseconds' },
  );
}

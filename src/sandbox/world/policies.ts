import { storePermissionPolicy } from '../policy/policy-kind.ts';
import type { PolicySource } from '../policy/policy-source.ts';
import type { StoredPolicy } from '../policy/stored-policy.ts';
import type { AttachedPolicyDefinition } from './definition.ts';
import type { AttachedPolicyRecord } from './model.ts';

/** Stores a policy that may be missing. */
export function storeOptional(source: PolicySource | undefined): StoredPolicy | undefined {
  return source === undefined ? undefined : storePermissionPolicy(source);
}

/** Stores inline policies by name. */
export function storeInline(
  sources: Readonly<Record<string, PolicySource>> | undefined,
): Map<string, StoredPolicy> {
  return new Map(
    Object.entries(sources ?? {}).map(([name, source]) => [name, storePermissionPolicy(source)]),
  );
}

/** Stores attached policies by ARN. */
export function storeAttached(
  definitions: readonly AttachedPolicyDefinition[] | undefined,
): Map<string, AttachedPolicyRecord> {
  return new Map((definitions ?? []).map((definition) => [definition.arn, attachedRecord(definition)]));
}

/** One attached policy. */
export function attachedRecord(definition: AttachedPolicyDefinition): AttachedPolicyRecord {
  const { name, arn } = definition;
  return { name, arn, document: storeOptional(definition.document) };
}

/** What AWS attaches to everything in an organization until it is detached. */
export const FULL_AWS_ACCESS: PolicySource = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The organization policies of one target. */
export function storeScps(
  sources: readonly PolicySource[] | undefined,
  detachFullAccess: boolean | undefined,
): StoredPolicy[] {
  const base = detachFullAccess === true ? [] : [FULL_AWS_ACCESS];
  return [...base, ...(sources ?? [])].map(storePermissionPolicy);
}

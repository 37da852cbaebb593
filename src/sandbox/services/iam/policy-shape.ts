import type { StoredPolicy } from '../../policy/stored-policy.ts';
import type { WireOutput } from '../../wire/message.ts';
import type { AttachedPolicyRecord } from '../../world/model.ts';

/** Inline policies; IAM sends documents URL-encoded (RFC 3986). */
export function inlinePolicyList(policies: ReadonlyMap<string, StoredPolicy>): readonly WireOutput[] {
  return [...policies].map(([PolicyName, policy]) => ({
    PolicyName,
    PolicyDocument: encodeDocument(policy),
  }));
}

/** Attached policies, by name and ARN only. */
export function attachedPolicyList(
  policies: ReadonlyMap<string, AttachedPolicyRecord>,
): readonly WireOutput[] {
  return [...policies.values()].map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }));
}

/** One document as IAM sends it. */
export function encodeDocument(policy: StoredPolicy): string {
  return encodeURIComponent(policy.text);
}

import { storePermissionPolicy } from '../../policy/policy-kind.ts';
import { PolicySyntaxError } from '../../policy/raw-object.ts';
import type { StoredPolicy } from '../../policy/stored-policy.ts';
import { ServiceError } from '../../service-error.ts';

const MAX_CHARACTERS = 2048;

/** Reads the Policy parameter of AssumeRole; its plain text may have 2,048 characters. */
export function readSessionPolicy(text: string | undefined): StoredPolicy | undefined {
  if (text === undefined) return undefined;
  if (text.length > MAX_CHARACTERS) {
    const message = `Packed size of session tags and policy is too large: ${text.length} characters, limit ${MAX_CHARACTERS}`;
    throw new ServiceError('PackedPolicyTooLarge', 400, message);
  }
  try {
    return storePermissionPolicy(text);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw new ServiceError(
      'MalformedPolicyDocument',
      400,
      `This policy contains invalid Json: ${error.message}`,
    );
  }
}

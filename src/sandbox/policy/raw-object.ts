/** A document that is not a policy; the message says where. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
}

/** An object of a policy before its members are known. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Narrows to an object that is not a list. */
export function isRawObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

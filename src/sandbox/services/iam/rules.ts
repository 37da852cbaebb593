import type { TextRule } from '../params.ts';

/** User and group names. */
export const NAME: TextRule = { min: 1, max: 128, pattern: /^[\w+=,.@-]+$/ };
/** Access key ids. */
export const ACCESS_KEY_ID: TextRule = { min: 16, max: 128, pattern: /^[\w]+$/ };
/** Path prefixes. */
export const PATH_PREFIX: TextRule = { min: 1, max: 512, pattern: /^\/[\u0021-\u007F]*$/ };
/** Policy ARNs. */
export const POLICY_ARN: TextRule = { min: 20, max: 2048 };

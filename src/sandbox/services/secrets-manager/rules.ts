import type { TextRule } from '../params.ts';

/** A secret's name or ARN. */
export const SECRET_ID: TextRule = { min: 1, max: 2048 };
/** A new secret's name. */
export const SECRET_NAME: TextRule = { min: 1, max: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ };
/** A request token, which becomes the version's id. */
export const REQUEST_TOKEN: TextRule = { min: 32, max: 64 };
/** A staging label. */
export const STAGE: TextRule = { min: 1, max: 256 };
const MOST_BYTES = 65_536;
/** A value as text; what counts is its bytes in UTF-8. */
export const SECRET_VALUE: TextRule = { min: 1, max: MOST_BYTES, bytesOf: (text) => Buffer.byteLength(text) };
/** A value as bytes, which are sent in base64. */
export const SECRET_BINARY: TextRule = {
  min: 1,
  max: MOST_BYTES,
  bytesOf: (text) => Buffer.byteLength(text, 'base64'),
};

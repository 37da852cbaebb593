import { hash } from 'node:crypto';

const BLOCK = 64;

/** A key for HMAC-SHA256, as its definition uses it: a block for the inner hash, and one for the outer. */
export interface HmacKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/** What a signing key is derived for, besides the secret. */
export interface SigningScope {
  /** `20260102` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const derived = new Map<string, HmacKey>();
const MOST_REMEMBERED = 5000;

/** The signing key of Signature Version 4. Deriving it takes four hashes and it holds for a day, so it is remembered. */
export function signingKey(secret: string, scope: SigningScope): HmacKey {
  const name = `${scope.date}/${scope.region}/${scope.service}/${secret}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const key = [scope.date, scope.region, scope.service, 'aws4_request'].reduce(
    (previous, part) => hmacKey(digest(previous, part, 'buffer')),
    hmacKey(Buffer.from(`AWS4${secret}`)),
  );
  if (derived.size > MOST_REMEMBERED) derived.clear();
  derived.set(name, key);
  return key;
}

/**
 * HMAC-SHA256 of a text, in hex.
 *
 * Done by its definition: what Node does for one HMAC costs more than all the rest of a simulated call.
 */
export function hmacOf(key: HmacKey, text: string): string {
  return digest(key, text, 'hex');
}

function digest(key: HmacKey, text: string, encoding: 'hex'): string;
function digest(key: HmacKey, text: string, encoding: 'buffer'): Buffer;
function digest({ inner, outer }: HmacKey, text: string, encoding: 'hex' | 'buffer'): string | Buffer {
  const first = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
  return hash('sha256', Buffer.concat([outer, first]), encoding);
}

function hmacKey(key: Buffer): HmacKey {
  const block = Buffer.alloc(BLOCK);
  (key.length > BLOCK ? hash('sha256', key, 'buffer') : key).copy(block);
  const xor = (pad: number): Buffer => Buffer.from(block.map((byte) => byte ^ pad));
  return { inner: xor(0x36), outer: xor(0x5c) };
}

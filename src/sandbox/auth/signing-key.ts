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
    (previous, part) => hmacKey(Buffer.from(hmacOf(previous, part), 'hex')),
    hmacKey(Buffer.from(`AWS4${secret}`)),
  );
  if (derived.size > MOST_REMEMBERED) derived.clear();
  derived.set(name, key);
  return key;
}

/**
 * HMAC-SHA256 of a text, in hex.
 *
 * Done by its definition: what Node does for one HMAC costs more than all the rest of a simulated call. Both messages are
 * put together in one piece of memory that is used again and again, and digests are asked for as text, which is quicker.
 */
export function hmacOf({ inner, outer }: HmacKey, text: string): string {
  const message = text.length > USUAL_TEXT ? roomFor(text.length) : usualRoom;
  inner.copy(message);
  const length = BLOCK + message.write(text, BLOCK);
  const first = hash('sha256', message.subarray(0, length), 'hex');
  outer.copy(message);
  message.write(first, BLOCK, 'hex');
  return hash('sha256', message.subarray(0, BLOCK + first.length / 2), 'hex');
}

const USUAL_TEXT = 1024;
const usualRoom = roomFor(USUAL_TEXT);

/** Room for a text, whose characters take up to three bytes each. */
function roomFor(characters: number): Buffer {
  return Buffer.alloc(BLOCK + 3 * characters);
}

function hmacKey(key: Buffer): HmacKey {
  const short = key.length > BLOCK ? hash('sha256', key, 'buffer') : key;
  const inner = Buffer.alloc(BLOCK, 0x36);
  const outer = Buffer.alloc(BLOCK, 0x5c);
  for (const [place, byte] of short.entries()) {
    inner[place] = byte ^ 0x36;
    outer[place] = byte ^ 0x5c;
  }
  return { inner, outer };
}

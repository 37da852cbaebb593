import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { WireRequest } from '../wire/message.ts';
import type { SignatureHeader } from './credential.ts';

const signingKeys = new Map<string, KeyObject>();

/** Computes what the signature of a request must be, by AWS Signature Version 4, from its own parts and the secret. */
export function expectedSignature(
  request: WireRequest,
  headers: Readonly<Record<string, string>>,
  header: SignatureHeader,
  secret: string,
): string {
  const scope = `${header.date}/${header.region}/${header.service}/aws4_request`;
  const canonical = sha256(canonicalRequest(request, headers, header.signedHeaders));
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', scope, canonical].join('\n');
  return createHmac('sha256', signingKey(secret, header)).update(toSign).digest('hex');
}

function canonicalRequest(
  request: WireRequest,
  headers: Readonly<Record<string, string>>,
  signedHeaders: readonly string[],
): string {
  const lines = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`);
  return [
    request.method.toUpperCase(),
    request.path === '' ? '/' : request.path,
    canonicalQuery(request.query ?? {}),
    lines.join(''),
    signedHeaders.join(';'),
    sha256(request.body ?? ''),
  ].join('\n');
}

function canonicalQuery(query: NonNullable<WireRequest['query']>): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      (isList(value) ? value : [value]).map((one) => `${encode(name)}=${encode(one ?? '')}`),
    )
    .sort()
    .join('&');
}

function isList(value: string | readonly string[] | null): value is readonly string[] {
  return Array.isArray(value);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Deriving the key takes four hashes and holds for a day, so it is remembered, in the form that is quick to sign with. */
function signingKey(secret: string, header: SignatureHeader): KeyObject {
  const name = `${header.accessKeyId}/${header.date}/${header.region}/${header.service}/${secret}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const parts = [header.date, header.region, header.service, 'aws4_request'];
  const derived = parts.reduce<Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  const key = createSecretKey(derived);
  if (signingKeys.size > 5000) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

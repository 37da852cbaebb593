import { hash } from 'node:crypto';
import type { WireRequest } from '../wire/message.ts';
import type { SignatureHeader } from './credential.ts';
import { hmacOf, signingKey } from './signing-key.ts';

/** Tells whether the signature of a request was made with a secret, on the day it names, and covers the host and the time. */
export function isSignedWith(
  secret: string,
  request: WireRequest,
  headers: Readonly<Record<string, string>>,
  header: SignatureHeader,
): boolean {
  const covers = header.signedHeaders.includes('host') && header.signedHeaders.includes('x-amz-date');
  const dated = headers['x-amz-date']?.startsWith(header.date) === true;
  return covers && dated && expectedSignature(request, headers, header, secret) === header.signature;
}

/** Computes what the signature of a request must be, by AWS Signature Version 4, from its own parts and the secret. */
function expectedSignature(
  request: WireRequest,
  headers: Readonly<Record<string, string>>,
  header: SignatureHeader,
  secret: string,
): string {
  const scope = `${header.date}/${header.region}/${header.service}/aws4_request`;
  const canonical = sha256(canonicalRequest(request, headers, header.signedHeaders));
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', scope, canonical].join('\n');
  return hmacOf(signingKey(secret, header), toSign);
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

function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

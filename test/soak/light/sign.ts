import { hash } from 'node:crypto';
import { hmacOf, signingKey } from '../../../src/sandbox/auth/signing-key.ts';
import type { WireRequest } from '../../../src/sandbox/index.ts';

/** What a request is signed for. */
export interface Scope {
  readonly secret: string;
  /** `20260102T030405Z`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** The Signature Version 4 of a request without a query that signs its host and date. */
export function signatureOf(request: WireRequest, scope: Scope): string {
  const { secret, region, service } = scope;
  const date = scope.date.slice(0, 8);
  const headers = `host:${request.headers.host ?? ''}\nx-amz-date:${scope.date}\n`;
  const body = hash('sha256', request.body ?? '');
  const canonical = hash('sha256', `POST\n/\n\n${headers}\nhost;x-amz-date\n${body}`);
  const toSign = `AWS4-HMAC-SHA256\n${scope.date}\n${date}/${region}/${service}/aws4_request\n${canonical}`;
  return hmacOf(signingKey(secret, { date, region, service }), toSign);
}

import { createHash, createHmac } from 'node:crypto';
import type { WireRequest } from '../../../src/sandbox/wire/message.ts';
import type { ServiceName } from '../../../src/sandbox/wire/service.ts';
import type { SandboxCredentials } from '../../../src/sandbox/world/world.ts';

/** What to sign. */
export interface RequestToSign {
  readonly credentials: SandboxCredentials;
  readonly service: ServiceName;
  readonly body: string;
  /** `20260115T120000Z`. */
  readonly date: string;
  /** Further headers, sent without being signed: the operation of a JSON service is in one. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs a request step by step as the Signature Version 4 guide tells, without any SDK. */
export function signedRequest({ credentials, service, body, date, headers }: RequestToSign): WireRequest {
  const host = `${service}.amazonaws.com`;
  const scope = `${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const canonical = `POST\n/\n\nhost:${host}\nx-amz-date:${date}\n\nhost;x-amz-date\n${sha256(body)}`;
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
  const start: Buffer = Buffer.from(`AWS4${credentials.secretAccessKey}`);
  const key = scope.split('/').reduce((previous, part) => hmac(previous, part), start);
  const signature = hmac(key, toSign).toString('hex');
  const token = credentials.sessionToken;
  return {
    method: 'POST',
    hostname: host,
    path: '/',
    body,
    headers: {
      ...headers,
      Host: host,
      'X-Amz-Date': date,
      Authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
      ...(token === undefined ? {} : { 'X-Amz-Security-Token': token }),
    },
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

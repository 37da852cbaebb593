import { hash } from 'node:crypto';
import type { WireRequest } from '../../../src/sandbox/index.ts';

const BLOCK = 64;

/** The two halves of a key as HMAC uses them. */
interface Pads {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const known = new Map<string, Pads>();

/** What a request is signed for. */
export interface Scope {
  readonly accessKeyId: string;
  readonly secret: string;
  /** `20260102T030405Z`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/**
 * The Signature Version 4 of a request without a query that signs its host and date.
 *
 * HMAC is done here by its definition: what Node does for it costs more than all the rest of a simulated call.
 */
export function signatureOf(request: WireRequest, scope: Scope): string {
  const { date, region, service } = scope;
  const headers = `host:${request.headers.host ?? ''}\nx-amz-date:${date}\n`;
  const body = hash('sha256', request.body ?? '');
  const canonical = `POST\n/\n\n${headers}\nhost;x-amz-date\n${body}`;
  const place = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${place}\n${hash('sha256', canonical)}`;
  return hmac(padsOf(scope, place), toSign).toString('hex');
}

function padsOf(scope: Scope, place: string): Pads {
  const name = `${scope.accessKeyId}/${scope.secret}/${place}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const key = place
    .split('/')
    .reduce((previous, part) => hmac(pads(previous), part), Buffer.from(`AWS4${scope.secret}`) as Buffer);
  if (known.size > 2000) known.clear();
  const made = pads(key);
  known.set(name, made);
  return made;
}

function pads(key: Buffer): Pads {
  const block = Buffer.alloc(BLOCK);
  (key.length > BLOCK ? hash('sha256', key, 'buffer') : key).copy(block);
  return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) } as Pads;
}

function hmac({ inner, outer }: Pads, text: string): Buffer {
  const first = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
  return hash('sha256', Buffer.concat([outer, first]), 'buffer');
}

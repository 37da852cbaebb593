import type { IncomingMessage } from 'node:http';

/** The most that a request may carry; AWS's own largest, a secret's value, is 64 KiB. */
export const BODY_LIMIT: number = 1_048_576;

/** Reads a request's body; undefined as soon as it is longer than the limit. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > BODY_LIMIT) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

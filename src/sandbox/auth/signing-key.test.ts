import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacOf, signingKey } from './signing-key.ts';

const SCOPE = { date: '20260102', region: 'eu-west-1', service: 'iam' };

function derivedByNode(secret: string): Buffer {
  return ['20260102', 'eu-west-1', 'iam', 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

test.each([
  ['a short text', 'abc'],
  ['an empty one', ''],
  ['one that is not ASCII', 'a€𝄞'.repeat(300)],
  ['a very long one', 'ä'.repeat(100_000)],
])('the HMAC of %s is that of Node', (_name, text) => {
  for (const secret of ['a', 'k'.repeat(40), 'longer than a block'.repeat(9)]) {
    const expected = createHmac('sha256', derivedByNode(secret)).update(text).digest('hex');
    expect(hmacOf(signingKey(secret, SCOPE), text)).toBe(expected);
  }
});

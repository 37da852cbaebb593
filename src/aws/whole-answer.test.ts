import { describe, expect, it } from 'vitest';
import { assertWhole, type Protocol } from './whole-answer.ts';

const HTML = '<html><body><h1>502 Bad Gateway</h1></body></html>';
const LIST = '<ListUsersResponse><ListUsersResult/></ListUsersResponse>\n';
const ERROR = '<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>';
const NAMED = { 'x-amzn-requestid': '1' };

function refused(
  protocol: Protocol,
  answer: { readonly status?: number; readonly body: string; readonly headers?: Record<string, string> },
  operation = 'ListUsers',
): boolean {
  const bytes = new TextEncoder().encode(answer.body);
  try {
    assertWhole({ status: 200, headers: {}, ...answer, body: bytes }, protocol, operation);
    return false;
  } catch (error) {
    expect(error).toMatchObject({
      name: 'UnreadableAnswer',
      $metadata: { httpStatusCode: answer.status ?? 200 },
    });
    return true;
  }
}

describe('an answer', () => {
  it('of IAM or STS ends with the name of its operation, or is an error of AWS', () => {
    expect(refused('query', { body: LIST })).toBe(false);
    expect(refused('query', { status: 404, body: ERROR })).toBe(false);
    for (let length = 0; length < LIST.trimEnd().length; length += 1)
      expect(refused('query', { body: LIST.slice(0, length), headers: NAMED })).toBe(true);
    expect(refused('query', { body: LIST }, 'ListRoles')).toBe(true);
    for (const status of [200, 403, 502]) expect(refused('query', { status, body: HTML })).toBe(true);
    expect(refused('query', { status: 500, body: '' })).toBe(true);
  });

  it('of the other services is a whole object, or an error of AWS', () => {
    const body = '{"Accounts":[{"Id":"1"}]}';
    expect(refused('json', { body })).toBe(false);
    for (let length = 0; length < body.length; length += 1)
      expect(refused('json', { body: body.slice(0, length), headers: NAMED })).toBe(true);
    expect(refused('json', { body: '[]' })).toBe(true);
    expect(refused('json', { status: 400, body: '{"__type":"Throttling"}' })).toBe(false);
    expect(refused('json', { status: 400, body: '{"message":"no"}' })).toBe(true);
    expect(refused('json', { status: 502, body: HTML })).toBe(true);
  });

  it('without a body is whole only where AWS sends none, and only from AWS', () => {
    expect(refused('json', { body: '', headers: NAMED }, 'TagResource')).toBe(false);
    expect(refused('json', { body: '' }, 'TagResource')).toBe(true);
    expect(refused('json', { body: '', headers: NAMED }, 'PutSecretValue')).toBe(true);
  });

  it('is never quoted in the error: it may hold a secret', () => {
    const answer = { status: 200, headers: {}, body: '<SecretAccessKey>wJalrXUtnFEMI</Secr' };
    expect(() => assertWhole(answer, 'query', 'CreateAccessKey')).toThrow(
      /not complete, or not from AWS with status 200/,
    );
    expect(() => assertWhole(answer, 'query', 'CreateAccessKey')).not.toThrow(/wJalr/);
  });
});

import { describe, expect, it } from 'vitest';
import { toFailure } from './failure.ts';

const answer = (name: string, status?: number, message = 'text') =>
  Object.assign(new Error(message), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
  });

describe('toFailure', () => {
  it.each([
    ['Throttling', 400, 'throttled', 'refused'],
    ['ThrottlingException', 400, 'throttled', 'refused'],
    ['TooManyRequestsException', 429, 'throttled', 'refused'],
    ['LimitExceededException', 409, 'limit', 'refused'],
    ['LimitExceeded', 409, 'limit', 'refused'],
    ['AccessDenied', 403, 'denied', 'refused'],
    ['AccessDeniedException', 400, 'denied', 'refused'],
    ['NoSuchEntityException', 404, 'not-found', 'refused'],
    ['ResourceNotFoundException', 400, 'not-found', 'refused'],
    ['ResourceExistsException', 400, 'exists', 'refused'],
    ['ExpiredToken', 403, 'credentials', 'refused'],
    ['InvalidClientTokenId', 403, 'credentials', 'refused'],
    ['ServiceFailure', 500, 'server', 'unknown'],
    ['ServiceUnavailable', 503, 'server', 'unknown'],
    ['SomethingNew', 400, 'other', 'refused'],
    ['TimeoutError', undefined, 'network', 'unknown'],
    ['CredentialsProviderError', undefined, 'credentials', 'refused'],
  ] as const)('%s with status %s is %s and %s', (name, status, kind, certainty) => {
    expect(toFailure(answer(name, status), 'iam', 'CreateAccessKey')).toMatchObject({
      kind,
      certainty,
      awsCode: name,
    });
  });

  it('knows a dropped connection by its system code, and what is not an error at all', () => {
    const dropped = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    expect(toFailure(dropped, 'iam', 'X')).toMatchObject({
      kind: 'network',
      certainty: 'unknown',
      awsCode: 'ECONNRESET',
    });
    expect(toFailure('text', 'iam', 'X')).toMatchObject({ certainty: 'unknown', awsCode: 'UnknownError' });
  });

  it('tells a pending deletion from other invalid requests', () => {
    const message = "You can't perform this operation on the secret because it was marked for deletion.";
    expect(toFailure(answer('InvalidRequestException', 400, message), 's', 'o').kind).toBe(
      'pending-deletion',
    );
    expect(toFailure(answer('InvalidRequestException', 400), 's', 'o').kind).toBe('other');
  });

  it('does not send again when no Region is set', () => {
    expect(toFailure(new Error('Region is missing'), 'sts', 'GetCallerIdentity').kind).toBe('invalid');
  });
});

import { KeyturnError } from '../domain/errors.ts';
import { isCallFailure } from '../ports/call-failure.ts';

/** What the very first call says about credentials, Region and network, as errors with a fix. */
export function explainFirstCall(error: unknown): unknown {
  if (!isCallFailure(error)) return error;
  const { awsCode, message } = error;
  if (awsCode === 'CredentialsProviderError' || awsCode === 'TokenProviderError') {
    return new KeyturnError({
      code: 'CREDENTIALS_MISSING',
      message: 'No AWS credentials were found, or the profile cannot give any.',
      next: 'Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in again with: aws sso login',
      cause: error,
    });
  }
  if (/region is missing/i.test(message)) {
    return new KeyturnError({
      code: 'REGION_MISSING',
      message: 'No AWS Region is set.',
      next: 'Set AWS_REGION, or give --region, for example --region eu-west-1.',
      cause: error,
    });
  }
  if (/^ExpiredToken/.test(awsCode)) {
    return new KeyturnError({
      code: 'CREDENTIALS_EXPIRED',
      message: 'The AWS credentials have expired.',
      next: 'Get new ones (for example: aws sso login) and run again. Nothing was done.',
      cause: error,
    });
  }
  if (error.kind === 'credentials') {
    return new KeyturnError({
      code: 'CREDENTIALS_INVALID',
      message: `AWS does not accept the credentials (${awsCode}).`,
      next: 'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile in use.',
      cause: error,
    });
  }
  return new KeyturnError({
    code: 'AWS_CALL_FAILED',
    message: `AWS could not be asked whose credentials these are: ${message}`,
    next: 'Check the network, AWS_ENDPOINT_URL and the credentials. Nothing was done.',
    actor: 'aws',
    cause: error,
  });
}

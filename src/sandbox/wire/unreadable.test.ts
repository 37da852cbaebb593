import { expect, test } from 'vitest';
import { signedRequest } from '../../../test/support/sandbox/signed-request.ts';
import { MEMBER, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';

/** A SerializationException is what AWS's JSON services answer, as recorded in localstack's test_apigateway_api.snapshot.json. */
test.each([
  ['', 'no body'],
  ['{"SecretId":', 'JSON that breaks off'],
  ['null', 'no object'],
  ['["s"]', 'a list'],
  ['{"SecretId":7}', 'a number for a text'],
  ['{"SecretId":"s","Tags":"a"}', 'a text for a list'],
])('%s is refused as unreadable: %s', async (body) => {
  const sandbox = smallSandbox({ latencyMs: 0 });
  sandbox.world.secrets.add(MEMBER, { name: 's' });
  const credentials = sandbox.world.credentials.forRole({ accountId: MEMBER, roleName: 'admin' });
  const headers = { 'x-amz-target': 'secretsmanager.TagResource' };
  const date = '20260115T120000Z';
  const request = signedRequest({ credentials, service: 'secretsmanager', body, date, headers });
  const answer = await sandbox.handle(request);
  expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([400, 'SerializationException']);
  expect(sandbox.world.events.filter(({ type }) => type === 'TagResource')).toEqual([]);
});

test('nobody learns what can be read before it is known who asks', async () => {
  const sandbox = smallSandbox({ latencyMs: 0 });
  const headers = { 'x-amz-target': 'secretsmanager.ListSecrets' };
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'nobody knows it' };
  const date = '20260115T120000Z';
  const request = signedRequest({ credentials, service: 'secretsmanager', body: '{', date, headers });
  expect((await sandbox.handle(request)).body).toContain('UnrecognizedClientException');
});

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateAccessKeyCommand, type IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Credentials, createClients } from './clients.ts';
import { toFailure } from './failure.ts';

const TIMEOUT = 150;
const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret' };

/** A client whose requests are answered by the given function, over a real connection; counts them. */
async function clientOf(
  answer: (response: ServerResponse) => void,
  credentials: Credentials = KEY,
): Promise<{ readonly iam: IAMClient; readonly requests: () => number }> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
  onTestFinished(() => {
    delete process.env.AWS_ENDPOINT_URL;
  });
  const { iam } = createClients({ region: 'eu-west-1', credentials, requestTimeout: TIMEOUT });
  return { iam, requests: () => requests };
}

async function failureOf(iam: IAMClient) {
  const began = performance.now();
  const error: unknown = await iam.send(new CreateAccessKeyCommand({ UserName: 'app' })).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { failure: toFailure(error, 'iam', 'CreateAccessKey'), took: performance.now() - began };
}

const HEAD = { 'content-type': 'text/xml' };
const HALF = '<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><SecretAccessKey>wJalr';
const PAGE = '<html><body>502 Bad Gateway</body></html>';

describe('a request over the network', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['is never answered', () => undefined],
    ['is answered in half, and then nothing', (response) => response.writeHead(200, HEAD).write(HALF)],
    [
      'is answered drop by drop',
      (response) => {
        response.writeHead(200, HEAD);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'breaks in the middle',
      (response) => response.writeHead(200, HEAD).write(HALF, () => response.destroy()),
    ],
    ['is answered in half, as if that were all', (response) => response.writeHead(200, HEAD).end(HALF)],
    ['is answered with nothing', (response) => response.writeHead(200, HEAD).end()],
    ['is answered by a proxy with 502', (response) => response.writeHead(502).end(PAGE)],
    ['is answered by a proxy with 403', (response) => response.writeHead(403).end(PAGE)],
  ])('that %s ends, and its outcome is unknown', async (_how, answer) => {
    const { iam, requests } = await clientOf(answer);
    const { failure, took } = await failureOf(iam);
    expect(failure.certainty).toBe('unknown');
    expect(['network', 'server']).toContain(failure.kind);
    expect(failure.message).not.toContain('wJalr');
    expect(requests()).toBe(1);
    expect(took).toBeLessThan(10 * TIMEOUT);
  });

  it('whose credentials never come ends as well, and is not sent when they come late', async () => {
    const late = Promise.withResolvers<typeof KEY>();
    const { iam, requests } = await clientOf(
      () => undefined,
      () => late.promise,
    );
    const { failure } = await failureOf(iam);
    expect(failure).toMatchObject({ kind: 'network', certainty: 'unknown' });
    late.resolve(KEY);
    const second = await failureOf(iam);
    expect(second.failure.awsCode).toBe('TimeoutError');
    expect(requests()).toBe(1);
  });

  it('to an address where nobody listens did nothing', async () => {
    const { iam } = await clientOf(() => undefined);
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    const { failure } = await failureOf(iam);
    expect(failure).toMatchObject({ kind: 'network', certainty: 'refused', awsCode: 'ECONNREFUSED' });
  });

  it('that is answered in time is a success', async () => {
    const { iam } = await clientOf((response) =>
      response
        .writeHead(200, HEAD)
        .end('<UpdateAccessKeyResponse><ResponseMetadata/></UpdateAccessKeyResponse>'),
    );
    const input = { UserName: 'app', AccessKeyId: KEY.accessKeyId, Status: 'Inactive' } as const;
    await expect(iam.send(new UpdateAccessKeyCommand(input))).resolves.toBeDefined();
  });
});

import { mkdtemp } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxProcess, startSandbox } from './sandbox-process.ts';

let sandbox: SandboxProcess;

beforeAll(async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-sandbox-'));
  sandbox = await startSandbox(['--start', '2030-01-01', '--frozen-clock'], cwd);
});

afterAll(async () => {
  await sandbox.stop();
});

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** A request with headers that fetch would not let through. */
function raw(
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: sandbox.ready.port, path, method, headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += String(chunk);
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('a web page in the browser of whoever serves it', () => {
  const json = { 'content-type': 'application/json' };
  const move = { method: 'POST', body: '{"advance":"1d"}' };

  it.each<[string, string, Parameters<typeof raw>[1]]>([
    ['its own origin', 'ORIGIN_REFUSED', { ...move, headers: { ...json, origin: 'https://evil.example' } }],
    ['a sandboxed frame', 'ORIGIN_REFUSED', { ...move, headers: { ...json, origin: 'null' } }],
    ['a read without an origin', 'ORIGIN_REFUSED', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a name made to resolve here', 'HOST_REFUSED', { headers: { host: 'evil.example' } }],
    [
      'such a name with the port',
      'HOST_REFUSED',
      { ...move, headers: { ...json, host: 'evil.example:4577' } },
    ],
    ['a form', 'CONTENT_TYPE_REFUSED', { ...move, headers: { 'content-type': 'text/plain' } }],
    ['no content type', 'CONTENT_TYPE_REFUSED', move],
    [
      'a preflight',
      'METHOD_REFUSED',
      { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } },
    ],
  ])('is refused: %s', async (_what, code, options) => {
    const reply = await raw('/_keyturn/clock', options);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { code } });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect((await sandbox.admin('GET', 'clock')).body.now).toBe('2030-01-01T00:00:00.000Z');
  });
});

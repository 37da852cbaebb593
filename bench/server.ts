import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { COMMAND } from '../test/support/command.ts';

/** A call as the sandbox counted it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly accountId?: string;
  readonly mutation: boolean;
  readonly ok: boolean;
  readonly errorCode?: string;
}

/** A sandbox in a process of its own, so that the client's memory and time are the client's alone. */
export interface BenchServer {
  /** Environment of a client that is the hub role. */
  readonly environment: Readonly<Record<string, string>>;
  calls(): Promise<readonly Call[]>;
  forgetCalls(): Promise<void>;
  advance(length: string): Promise<void>;
  stop(): Promise<void>;
}

/** Real delay of each answer, as measured to AWS from within a Region and from a laptop nearby. */
export const LATENCY_MS = 40;

/** What every server of a benchmark has: AWS's largest pages, and keys that work at once. */
const COMMON: readonly string[] = [
  '--port',
  '0',
  '--format',
  'json',
  '--page-size',
  '1000',
  '--propagation',
  '0',
];

/** Should this process die, the server still ends by itself. */
const FAILSAFE: readonly string[] = ['--for', '30m'];

/** Serves a generated organization; `args` are those of `keyturn sandbox serve`. */
export async function startServer(...args: readonly (string | number)[]): Promise<BenchServer> {
  const words = ['sandbox', 'serve', ...COMMON, ...FAILSAFE, '--latency', LATENCY_MS, ...args].map(String);
  const child = spawn(process.execPath, [COMMAND, ...words], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const { admin, environment } = JSON.parse(line) as {
    admin: string;
    environment: Readonly<Record<string, string>>;
  };
  const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(`${admin}${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return await response.json();
  };
  return {
    environment,
    calls: async () => ((await ask('calls')) as { calls: readonly Call[] }).calls,
    forgetCalls: async () => {
      await ask('calls', { method: 'DELETE' });
    },
    advance: async (length) => {
      const headers = { 'content-type': 'application/json' };
      await ask('clock', { method: 'POST', headers, body: JSON.stringify({ advance: length }) });
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { COMMAND } from '../support/command.ts';

/** The line that `keyturn sandbox serve --format json` prints when it is ready. */
export interface ReadyLine {
  readonly schema: string;
  readonly url: string;
  readonly admin: string;
  readonly port: number;
  readonly pid: number;
  readonly organizationId: string;
  readonly hubAccountId: string;
  readonly accounts: number;
  readonly users: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** An answer of the admin endpoint. */
export interface AdminReply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asked for
  readonly body: any;
}

/** A served sandbox in a process of its own. */
export interface SandboxProcess {
  readonly ready: ReadyLine;
  admin(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<AdminReply>;
  /** Sends a signal and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** The exit code, when it ends by itself. */
  ended(): Promise<number | null>;
}

/** Starts `keyturn sandbox serve` on a free port and waits for its ready line, or fails with what it said. */
export async function startSandbox(args: readonly string[], cwd: string): Promise<SandboxProcess> {
  const child = spawn(
    process.execPath,
    [COMMAND, 'sandbox', 'serve', '--port', '0', '--format', 'json', '--for', '10m', ...args],
    { cwd, env: { PATH: process.env.PATH ?? '', HOME: cwd }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const exit = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const firstLine = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  const failed = exit.then((code) => {
    throw new Error(`keyturn sandbox serve ended with ${code}: ${said}`);
  });
  failed.catch(() => {});
  const ready = JSON.parse(await Promise.race([firstLine, failed])) as ReadyLine;
  return {
    ready,
    admin: (method, path, body) => adminCall(ready.admin, method, path, body),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null) child.kill(signal);
      return await exit;
    },
    ended: () => exit,
  };
}

async function adminCall(base: string, method: string, path: string, body: unknown): Promise<AdminReply> {
  const response = await fetch(`${base}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: await response.json() };
}

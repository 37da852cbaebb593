import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMAND } from '../test/support/command.ts';

const PRELOAD = fileURLToPath(new URL('preload.mjs', import.meta.url));

/** No run of a benchmark takes longer; a client that does is ended. */
const LONGEST_MS = 15 * 60_000;

/** One run of the built command, in a process of its own. */
export interface ClientRun {
  readonly exitCode: number;
  readonly seconds: number;
  /** The most memory that the process ever held, in MB. */
  readonly rssMb: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a ledger in it, and the environment of whoever runs Keyturn there. */
export interface Client {
  run(args: readonly string[], options?: { readonly clockShiftMs?: number }): Promise<ClientRun>;
}

/** Makes a client that has never run before. */
export async function newClient(environment: Readonly<Record<string, string>>): Promise<Client> {
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
  return { run: (args, options) => runClient({ cwd, environment, args, ...options }) };
}

async function runClient(what: {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly clockShiftMs?: number;
}): Promise<ClientRun> {
  const { cwd, environment, args, clockShiftMs = 0 } = what;
  const rssFile = join(cwd, 'rss');
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: cwd,
    ...environment,
    BENCH_RSS_FILE: rssFile,
    BENCH_CLOCK_SHIFT_MS: String(clockShiftMs),
  };
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', PRELOAD, COMMAND, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      output[name] += String(chunk);
    });
  }
  const exitCode = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const seconds = (performance.now() - began) / 1000;
  const rssMb = Number(await readFile(rssFile, 'utf8').catch(() => 'NaN')) / 1024;
  return { exitCode, seconds, rssMb, ...output };
}

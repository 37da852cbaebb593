import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

const LOOPBACK = '127.0.0.1';

/** Python and its imports take a second or two to start; a loaded machine, several times that. */
const TRIES = 300;
const MILLISECONDS_BETWEEN_TRIES = 100;

/** A moto server that this process started. */
export interface MotoServer {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Finds `moto_server` on the path, as a shell would. */
export async function findMotoServer(path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder, 'moto_server');
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** Starts moto on a free loopback port and waits until it answers. */
export async function startMotoServer(executable: string): Promise<MotoServer> {
  const port = await freePort();
  const endpoint = `http://${LOOPBACK}:${port}`;
  const child = spawn(executable, ['-H', LOOPBACK, '-p', String(port)], {
    stdio: 'ignore',
    // Without this the AWS-managed policies that the fixtures attach do not exist in moto.
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  try {
    await untilAnswering(endpoint, child);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { endpoint, stop: () => end(child) };
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was assigned');
  return address.port;
}

async function untilAnswering(endpoint: string, child: ChildProcess): Promise<void> {
  let startError: Error | undefined;
  child.once('error', (error) => {
    startError = error;
  });
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (startError !== undefined) throw startError;
    if (child.exitCode !== null) throw new Error(`moto_server ended with code ${child.exitCode}`);
    if (await answers(endpoint)) return;
    await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_TRIES));
  }
  throw new Error(`moto_server did not answer within ${(TRIES * MILLISECONDS_BETWEEN_TRIES) / 1000} s`);
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/moto-api/`);
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** Ends the one process that was started here, by its own handle. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { COMMAND, type CommandResult } from './command.ts';
import type { RecordedDemo } from './recorded-demo.ts';

/**
 * Plays `keyturn demo` once in a run of the tests, when it is asked for first, and tells it to every file that reads it.
 *
 * The files run in processes of their own; they ask over loopback, so that nobody has to look again and again whether the
 * play is over.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const ended = new AbortController();
  let playing: Promise<RecordedDemo> | undefined;
  const server = createServer(async (_request, response) => {
    playing ??= playDemo(ended.signal);
    try {
      response.end(JSON.stringify(await playing));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('demoAddress', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => {
    ended.abort();
    server.close();
    server.closeAllConnections();
  };
}

async function playDemo(signal: AbortSignal): Promise<RecordedDemo> {
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-demo-'));
  const env = { PATH: process.env.PATH ?? '', HOME: cwd };
  const options = { cwd, env, signal, maxBuffer: 10_000_000 };
  const said = await new Promise<CommandResult>((resolve) => {
    execFile(process.execPath, [COMMAND, 'demo', '--out', cwd], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
  const page = await readFile(join(cwd, 'report.html'), 'utf8').catch(() => '');
  await rm(cwd, { recursive: true });
  return { ...said, page };
}

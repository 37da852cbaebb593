import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a run of the built command gave. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command, as the package ships it. */
export const COMMAND: string = fileURLToPath(new URL('../../dist/bin/keyturn.js', import.meta.url));

/** Where started commands keep what they have compiled: it is the same for hundreds of them. */
export const COMPILED: string = fileURLToPath(
  new URL('../../node_modules/.cache/keyturn-compiled', import.meta.url),
);

/** Runs the built `keyturn` with exactly the given environment, and no credentials or profile but those in it. */
export async function keyturn(
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd: string;
    readonly closeOutput?: boolean;
    /** Where standard output goes: into a file or device, or into a pipe whose reader has gone. */
    readonly stdout?: { readonly path: string } | 'closed';
    /** Reads one piece a turn, so that the command has to wait for its reader. */
    readonly slowly?: boolean;
    /** No file may grow beyond so many kilobytes, as on a disk that is full. */
    readonly kilobytes?: number;
    /** Sends Ctrl-C as soon as the command has said this on standard error. */
    readonly interruptAfter?: string;
    /** Sends them when this is settled, whatever the command says. */
    readonly interruptWhen?: Promise<unknown>;
    /** Sends these instead. */
    readonly signals?: readonly NodeJS.Signals[];
    /** Closes both outputs with the first signal, as a terminal that goes away does. */
    readonly hangUp?: boolean;
  },
): Promise<CommandResult> {
  const env = {
    PATH: process.env.PATH ?? '',
    NODE_COMPILE_CACHE: COMPILED,
    HOME: options.cwd,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...options.env,
  };
  const command = [process.execPath, COMMAND, ...args];
  const { kilobytes } = options;
  // The shell's own limit: `ulimit -f` makes every write beyond it fail, in every user's hands.
  const limited = ['bash', '-c', `ulimit -f ${kilobytes} && exec "$@"`, 'keyturn', ...command];
  const [program = '', ...rest] = kilobytes === undefined ? command : limited;
  const into = typeof options.stdout === 'object' ? await open(options.stdout.path, 'w') : undefined;
  const child = spawn(program, rest, {
    cwd: options.cwd,
    env,
    stdio: ['ignore', into?.fd ?? 'pipe', 'pipe'],
  });
  await into?.close();
  if (options.stdout === 'closed') child.stdout?.destroy();
  if (options.closeOutput) {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
  const { interruptAfter, interruptWhen } = options;
  const interrupt = (): void => {
    for (const signal of options.signals ?? ['SIGINT']) child.kill(signal);
    if (options.hangUp !== true) return;
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  void interruptWhen?.then(interrupt);
  if (interruptAfter !== undefined) {
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes(interruptAfter)) interrupt();
    });
  }
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout, options.slowly),
    text(child.stderr),
    new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1))),
  ]);
  return { exitCode, stdout, stderr };
}

async function text(stream: Readable | null, slowly = false): Promise<string> {
  if (stream === null) return '';
  let all = '';
  try {
    for await (const chunk of stream) {
      all += String(chunk);
      if (slowly) await nextTurn();
    }
  } catch {
    // Closed on purpose.
  }
  return all;
}

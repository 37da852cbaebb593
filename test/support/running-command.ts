import { spawn } from 'node:child_process';
import { COMMAND, COMPILED, type CommandResult } from './command.ts';

/** The built command while it runs. */
export interface RunningCommand {
  /** Ends it as the kernel does when memory is short: nothing of it runs any more. */
  kill(): void;
  /** Its output and exit code; a killed one has none, shown as -1. */
  readonly ended: Promise<CommandResult>;
}

/** Starts the built `keyturn` with exactly the given environment; `hear` is told what it says on standard error. */
export function startKeyturn(
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly cwd: string;
    readonly hear?: (text: string) => void;
  },
): RunningCommand {
  const env = {
    PATH: process.env.PATH ?? '',
    NODE_COMPILE_CACHE: COMPILED,
    HOME: options.cwd,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
    options.hear?.(stderr);
  });
  const ended = new Promise<CommandResult>((resolve) =>
    child.on('close', (code) => resolve({ exitCode: code ?? -1, stdout, stderr })),
  );
  return { kill: () => child.kill('SIGKILL'), ended };
}

import { execFile } from 'node:child_process';

/** What the `aws` command answered: its JSON, or the code of the error that it showed. */
export interface AwsAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asked for
  readonly json: any;
  readonly error: string | undefined;
}

/** Runs the real `aws` command with exactly these variables. */
export type Aws = (env: Readonly<Record<string, string>>, args: readonly string[]) => Promise<AwsAnswer>;

/** What is said where the command is not installed: its tests are then left out, and never silently. */
export const NO_AWS = 'left out: there is no `aws` on the PATH (pip install awscli)';

/** The version of the `aws` command on the path; undefined when there is none. */
export async function awsVersion(): Promise<string | undefined> {
  const { code, stdout, stderr } = await runAws(['--version'], process.env);
  return code === 0 ? (stdout || stderr).trim() : undefined;
}

/** An `aws` that sees no profile, no file and no credentials of this machine. */
export function awsIn(cwd: string): Aws {
  return async (given, args) => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: cwd,
      AWS_PAGER: '',
      AWS_MAX_ATTEMPTS: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...given,
    };
    const { code, stdout, stderr } = await runAws([...args, '--output', 'json'], env);
    if (code === 0) return { json: stdout.trim() === '' ? undefined : JSON.parse(stdout), error: undefined };
    return { json: undefined, error: /An error occurred \((\w+)\)/.exec(stderr)?.[1] ?? stderr.trim() };
  };
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runAws(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('aws', args, { env, timeout: 60_000, maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import type { AccountDefinition, Sandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { type CommandResult, keyturn } from '../support/command.ts';
import { hubEnvironment } from '../support/hub-environment.ts';
import { type SandboxServer, serveSandbox } from '../support/sandbox-server.ts';
import { member, sandboxWith } from '../support/world.ts';

/** A sandbox over HTTP and what a command needs to find it. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly server: SandboxServer;
  /** An empty folder to run in. */
  readonly cwd: string;
  /** Environment of a command that is the hub role. */
  readonly env: Readonly<Record<string, string>>;
  /** Every secret access key that exists in this world. */
  secrets(): readonly string[];
}

export const ACCOUNT = '111111111111';

/** An access key's age in days before now, as a creation time. */
export function daysAgo(days: number): number {
  return Date.now() - days * DAY;
}

/** Serves a world whose clock shows the machine's time: the command compares them. */
export async function startFixture(
  accounts: readonly AccountDefinition[],
  options: Partial<SandboxOptions> = {},
): Promise<Fixture> {
  const sandbox = sandboxWith(accounts, {
    startAt: Date.now(),
    propagationMs: { newKey: 0, statusChange: 0, listing: 0, secrets: 0, secretList: 0 },
    latencyMs: 1,
    signingClock: Date,
    credentialReportDelayMs: 0,
    ...options,
  });
  const server = await serveSandbox(sandbox);
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-e2e-'));
  const hub = hubEnvironment(sandbox, server);
  const env = {
    ...hub,
    // The simulated endpoint serves nobody else: these tests do not wait for a pace that spares other users of IAM.
    KEYTURN_REQUESTS_PER_SECOND: '10000',
  };
  const secrets = (): readonly string[] => {
    const keys = sandbox.world.organization
      .accounts()
      .flatMap((account) =>
        sandbox.world.iam
          .users(account.id)
          .flatMap((user) => sandbox.world.iam.keys({ accountId: account.id, userName: user.name })),
      );
    return [
      ...keys.map((key) => sandbox.world.credentials.forKey(key.id).secretAccessKey),
      hub.AWS_SECRET_ACCESS_KEY,
    ];
  };
  return { sandbox, server, cwd, env, secrets };
}

/** A member account with one user whose only key has the given age and was used yesterday. */
export function memberWithKey(age: number, name = 'deploy'): AccountDefinition {
  const lastUsed = { at: daysAgo(Math.min(1, age)), service: 's3', region: 'eu-west-1' };
  return member(ACCOUNT, [{ name, keys: [{ createdAt: daysAgo(age), lastUsed }] }]);
}

/** Runs commands in the folder and with the credentials of a world. */
export interface World extends Fixture {
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CommandResult>;
  /** The path of a file in the folder. */
  readonly file: (name: string) => string;
}

/** Starts a world for the test that is running, with a runner that refuses output with a secret in it. */
export async function world(...setup: Parameters<typeof startFixture>): Promise<World> {
  const started = await startFixture(...setup);
  onTestFinished(async () => await started.server.close());
  const run: World['run'] = async (args, env = {}) => {
    const result = await keyturn(args, { env: { ...started.env, ...env }, cwd: started.cwd });
    for (const secret of started.secrets()) expect(result.stdout + result.stderr).not.toContain(secret);
    return result;
  };
  return { ...started, run, file: (name) => join(started.cwd, name) };
}

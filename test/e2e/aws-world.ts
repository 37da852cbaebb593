import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ServiceName } from '../../src/sandbox/index.ts';
import { ALL_OPERATIONS } from '../../src/sandbox/services/registry.ts';
import { type AwsAnswer, awsIn } from './aws-cli.ts';
import { type SandboxProcess, startSandbox } from './sandbox-process.ts';

export const HUB = '100000000001';
export const PAYMENTS = '200000000001';
export const LOGS = '200000000009';
export const ROLE = 'SandboxAdministrator';
export const REGION = 'eu-west-1';

/** Variables that make a command somebody. */
export type Environment = Readonly<Record<string, string>>;

/** The organization of the demo, served, and administrators of three of its accounts at the real `aws` command. */
export interface AwsWorld {
  readonly sandbox: SandboxProcess;
  readonly hub: Environment;
  readonly payments: Environment;
  readonly logs: Environment;
  /** The JSON of a call that must succeed. */
  ask(who: Environment, command: string, ...args: readonly string[]): Promise<AwsAnswer['json']>;
  /** The code with which a call is refused; undefined when it succeeds. */
  refusal(who: Environment, command: string, ...args: readonly string[]): Promise<string | undefined>;
  /** Assumes the roles in the member accounts again, since sessions end when the clock is moved. */
  enterAll(): Promise<void>;
  /** The operations of the sandbox that nobody has called with success yet. */
  operationsNotCalled(services: readonly ServiceName[]): Promise<readonly string[]>;
}

/** Serves the organization and enters two member accounts from the hub, all of it by `sts assume-role`. */
export async function startAwsWorld(): Promise<AwsWorld> {
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-aws-'));
  const aws = awsIn(cwd);
  const sandbox = await startSandbox(['--organization', 'demo', '--propagation', '0'], cwd);
  const { body } = await sandbox.admin('GET', `credentials?account=${HUB}&role=${ROLE}`);
  const { AWS_ENDPOINT_URL = '' } = sandbox.ready.environment;
  const hub: Environment = { AWS_ENDPOINT_URL, AWS_REGION: REGION, AWS_DEFAULT_REGION: REGION, ...body };

  const ask: AwsWorld['ask'] = async (who, command, ...args) => {
    const { json, error } = await aws(who, [...command.split(' '), ...args]);
    expect(error, command).toBeUndefined();
    return json;
  };
  const enter = async (account: string): Promise<Environment> => {
    const arn = `arn:aws:iam::${account}:role/${ROLE}`;
    const given = await ask(hub, 'sts assume-role', '--role-arn', arn, '--role-session-name', 'cli');
    const { AccessKeyId, SecretAccessKey, SessionToken } = given.Credentials;
    return {
      ...hub,
      AWS_ACCESS_KEY_ID: AccessKeyId,
      AWS_SECRET_ACCESS_KEY: SecretAccessKey,
      AWS_SESSION_TOKEN: SessionToken,
    };
  };
  const members = { payments: await enter(PAYMENTS), logs: await enter(LOGS) };
  return {
    sandbox,
    hub,
    get payments() {
      return members.payments;
    },
    get logs() {
      return members.logs;
    },
    ask,
    refusal: async (who, command, ...args) => (await aws(who, [...command.split(' '), ...args])).error,
    enterAll: async () => {
      members.payments = await enter(PAYMENTS);
      members.logs = await enter(LOGS);
    },
    operationsNotCalled: async (services) => {
      const { calls } = (await sandbox.admin('GET', 'calls')).body;
      const done = new Set(
        calls
          .filter((call: { ok: boolean }) => call.ok)
          .map((call: { service: string; operation: string }) => `${call.service} ${call.operation}`),
      );
      return ALL_OPERATIONS.filter(({ service }) => services.includes(service))
        .map(({ service, name }) => `${service} ${name}`)
        .filter((name) => !done.has(name));
    },
  };
}

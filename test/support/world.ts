import { createKillSwitch } from '../../src/app/kill-switch.ts';
import type { RunParts } from '../../src/app/run/parts.ts';
import { runOnce } from '../../src/app/run/run-once.ts';
import { createCloud } from '../../src/aws/cloud.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { DAY, type Instant } from '../../src/domain/time.ts';
import { type EmbeddedLedger, openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { createConsoleNotifier } from '../../src/notify/console.ts';
import {
  hubRolePolicy,
  memberTrust,
  readRolePolicy,
  rotateRolePolicy,
} from '../../src/permissions/member-roles.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { SILENT_HOST } from '../../src/ports/host.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Reports } from '../../src/ports/reports.ts';
import {
  type AccountDefinition,
  createSandbox,
  type RoleDefinition,
  type Sandbox,
  type SandboxOptions,
  type SandboxRequestHandler,
  type UserDefinition,
} from '../../src/sandbox/index.ts';
import { seededIds } from './seeded-ids.ts';

/** The defaults, for worlds whose owners never come for their keys: the wait for that has tests of its own. */
export const NOBODY_ADOPTS: Settings = {
  ...DEFAULT_SETTINGS,
  policy: { ...DEFAULT_SETTINGS.policy, adoption: 'not-required' },
};

/** Day 0 of every test world. */
export const DAY_0: number = Date.parse('2026-01-01T13:00:00Z');

export const HUB_ACCOUNT = '999900000001';
export const ORGANIZATION = 'o-exampleorg1';
const HUB_ROLE_ARN = `arn:aws:iam::${HUB_ACCOUNT}:role/KeyturnHub`;

/** Epoch milliseconds of a day of the test calendar. */
export function day(count: number): number {
  return DAY_0 + count * DAY;
}

/** The roles that Keyturn's templates put into a member account. */
export function memberRoles(accountId: string): readonly RoleDefinition[] {
  const trust = memberTrust({ hubRoleArn: HUB_ROLE_ARN, organizationId: ORGANIZATION });
  return [
    { name: 'KeyturnRead', trust, policies: [readRolePolicy({ accountId })] },
    {
      name: 'KeyturnRotate',
      trust,
      policies: [rotateRolePolicy({ accountId, secretNamePattern: 'Account_*' })],
    },
  ];
}

/** A member account with Keyturn's roles and the given users. */
export function member(
  id: string,
  users: readonly UserDefinition[],
  more: Partial<AccountDefinition> = {},
): AccountDefinition {
  return {
    id,
    name: `account-${id.slice(-3)}`,
    email: `${id}@example.com`,
    roles: memberRoles(id),
    users,
    ...more,
  };
}

/** A sandbox with a hub account and the given members. */
export function sandboxWith(
  accounts: readonly AccountDefinition[],
  options: Partial<SandboxOptions> = {},
): Sandbox {
  const hub: AccountDefinition = {
    id: HUB_ACCOUNT,
    name: 'hub',
    email: 'hub@example.com',
    roles: [
      {
        name: 'KeyturnHub',
        trust: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        policies: [
          hubRolePolicy({ hubAccountId: HUB_ACCOUNT, readRole: 'KeyturnRead', rotateRole: 'KeyturnRotate' }),
          readRolePolicy({ accountId: HUB_ACCOUNT }),
        ],
      },
    ],
  };
  return createSandbox({
    startAt: DAY_0,
    seed: 1,
    ...options,
    world: {
      organization: { id: ORGANIZATION, managementAccountId: HUB_ACCOUNT },
      accounts: [hub, ...accounts],
    },
  });
}

/** The simulated clock as the Clock port: sleeping moves it on at once. */
export function clockOf(sandbox: Sandbox): Clock {
  return {
    now: () => sandbox.clock.now() as Instant,
    sleep: async (milliseconds) => sandbox.clock.advance(milliseconds),
  };
}

/** What a test run needs beyond the sandbox. */
export interface RunSetup {
  readonly ledger: Ledger;
  readonly settings?: Settings;
  readonly processId?: string;
  /** Whether the organization's tree is read; costs calls. */
  readonly withUnits?: boolean;
  /** Stands between the SDK and the sandbox, for example to change the order of calls. */
  readonly wrap?: (handler: SandboxRequestHandler) => SandboxRequestHandler;
  readonly parts?: Partial<RunParts>;
  /** Aborted when a person wants the run to end. */
  readonly stop?: AbortSignal;
}

/** A new ledger in memory. */
export function memoryLedger(id = 'ledger-test'): EmbeddedLedger {
  return openSqliteLedger({ path: ':memory:', kind: 'rehearsal', newId: id });
}

/** Where the ledger of a test keeps the reports of its runs. */
export function reportsOf(ledger: Ledger): Reports {
  const { reports } = ledger as Partial<EmbeddedLedger>;
  if (reports === undefined) throw new Error('This ledger keeps no reports');
  return reports;
}

/** The parts of one simulated process: its own SDK clients and ids, over the shared sandbox and ledger. */
export function partsOf(sandbox: Sandbox, setup: RunSetup): RunParts {
  const settings = setup.settings ?? NOBODY_ADOPTS;
  const { stop } = setup;
  const processId = setup.processId ?? 'process';
  const clock = clockOf(sandbox);
  const ids = seededIds(`${processId}@${sandbox.clock.now()}`);
  const credentials = sandbox.world.credentials.forRole({ accountId: HUB_ACCOUNT, roleName: 'KeyturnHub' });
  const cloud = createCloud({
    connection: {
      region: 'eu-west-1',
      credentials,
      requestHandler: (setup.wrap ?? ((handler) => handler))(sandbox.requestHandler(processId)),
    },
    clock,
    ids,
    readRole: settings.organization.readRole,
    rotateRole: settings.organization.rotateRole,
    withUnits: setup.withUnits ?? true,
    ...(stop === undefined ? {} : { stop }),
  });
  return {
    settings,
    cloud,
    ledger: setup.ledger,
    reports: reportsOf(setup.ledger),
    clock,
    ids,
    host: SILENT_HOST,
    killSwitch: createKillSwitch(settings.safety.killSwitch, cloud),
    notifiers: [createConsoleNotifier(SILENT_HOST, true)],
    ...(stop === undefined ? {} : { interrupted: () => stop.aborted }),
    ...setup.parts,
  };
}

/** One run of a simulated process. */
export async function run(
  sandbox: Sandbox,
  setup: RunSetup & { readonly enforce?: boolean },
): Promise<RunReport> {
  return await runOnce(partsOf(sandbox, setup), { enforce: setup.enforce ?? true });
}

/** Uses a key as its owner's application would. */
export function use(sandbox: Sandbox, accessKeyId: string): boolean {
  const { secretAccessKey: secret } = sandbox.world.credentials.forKey(accessKeyId);
  return sandbox.world.useKey({ accessKeyId, secret, service: 's3', region: 'eu-west-1' }).ok;
}

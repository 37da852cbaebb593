import { createKillSwitch } from '../../src/app/kill-switch.ts';
import type { RunParts } from '../../src/app/run/parts.ts';
import { createCloud } from '../../src/aws/cloud.ts';
import type { RoleDefinition, SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { ACCOUNT, lastUsed, type W } from './one-user.ts';
import { seededIds } from './seeded-ids.ts';
import { clockOf, day, member, memoryLedger, NOBODY_ADOPTS, partsOf, sandboxWith } from './world.ts';

const ADMIN: RoleDefinition = {
  name: 'Admin',
  trust: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' },
    ],
  },
  policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
};

/** A world in which Keyturn works in the account of its caller, by the caller's own credentials. */
export interface OwnAccount extends W {
  /** The parts of one process of the caller. */
  readonly partsFor: (
    processId: string,
    wrap?: (handler: SandboxRequestHandler) => SandboxRequestHandler,
  ) => RunParts;
}

/** The caller's own account, with one user whose only key is due on day 0. */
export function ownAccount(): OwnAccount {
  const app = { name: 'app', keys: [{ createdAt: day(-90), lastUsed }] };
  const sandbox = sandboxWith([member(ACCOUNT, [app], { roles: [ADMIN] })]);
  const ledger = memoryLedger();
  const organization = { ...NOBODY_ADOPTS.organization, mode: 'this-account' as const };
  const settings = { ...NOBODY_ADOPTS, organization };
  const partsFor: OwnAccount['partsFor'] = (processId, wrap = (handler) => handler) => {
    const ids = seededIds(`${processId}@${sandbox.clock.now()}`);
    const cloud = createCloud({
      connection: {
        region: 'eu-west-1',
        credentials: sandbox.world.credentials.forRole({
          accountId: ACCOUNT,
          roleName: 'Admin',
          sessionName: 'keyturn-x',
          durationSeconds: 43_200,
        }),
        requestHandler: wrap(sandbox.requestHandler(processId)),
      },
      clock: clockOf(sandbox),
      ids,
      readRole: 'KeyturnRead',
      rotateRole: 'KeyturnRotate',
      withUnits: false,
    });
    const killSwitch = createKillSwitch(settings.safety.killSwitch, cloud);
    return { ...partsOf(sandbox, { ledger, processId, settings }), cloud, ids, killSwitch };
  };
  return { sandbox, ledger, partsFor };
}

import type { Settings } from '../../src/domain/settings.ts';
import { memberTrust, readRolePolicy, rotateRolePolicy } from '../../src/permissions/member-roles.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Fault, KeyDefinition, Sandbox, UserDefinition } from '../../src/sandbox/index.ts';
import {
  DAY_0,
  day,
  HUB_ACCOUNT,
  member,
  memoryLedger,
  ORGANIZATION,
  sandboxWith,
} from '../support/world.ts';
import { cachedLedger } from './cached-ledger.ts';
import { type Knowledge, noKnowledge, noteStandings } from './knowledge.ts';
import { EXEMPT_GROUP } from './make-settings.ts';
import type { Schedule, UserPlan } from './schedule.ts';

export const REGION = 'eu-west-1';
const DAY = 86_400_000;

/** Where a schedule is played: the simulated AWS, the ledger, and what an observer knows. */
export interface Stage {
  readonly schedule: Schedule;
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  readonly knowledge: Knowledge;
  /** The fault that strikes the call which is being sent. */
  next: Fault | undefined;
  settings: Settings;
  /** A person did something since the last run, so that the next one is not left out. */
  touched: boolean;
  /** What the last runs decided, and how often in a row it was the same with nothing done. */
  same: { digest: string; times: number };
  /** The first credential report of each account, for reports that lie. */
  readonly oldReports: Map<string, string>;
}

/** Builds the world of a schedule as it is on its first day. */
export function buildStage(schedule: Schedule): Stage {
  const sandbox = sandboxWith(
    schedule.accounts.map((account) =>
      member(account.id, account.users.map(userDefinition), {
        tags: account.tags,
        groups: [{ name: EXEMPT_GROUP }],
        roles: rolesOf(account.id),
      }),
    ),
    { seed: schedule.seed % 2 ** 31, emptyPageEvery: schedule.seed % 5 === 0 ? 3 : 0, pageSize: 20 },
  );
  const stage: Stage = {
    schedule,
    sandbox,
    ledger: cachedLedger(memoryLedger(`ledger-${schedule.seed}`)),
    knowledge: noKnowledge(),
    next: undefined,
    settings: schedule.settings,
    touched: true,
    same: { digest: '', times: 0 },
    oldReports: new Map(),
  };
  sandbox.faults.on(() => {
    const { next } = stage;
    stage.next = undefined;
    return next;
  });
  stage.knowledge.settings.push({ at: DAY_0, settings: schedule.settings });
  noteStandings(stage.knowledge, sandbox);
  for (const account of sandbox.world.organization.accounts()) {
    for (const key of sandbox.world.iam.users(account.id).flatMap((user) => [...user.keys.values()])) {
      const used = key.uses.at(-1)?.at;
      if (used !== undefined) stage.knowledge.firstUses.set(key.id, used);
    }
  }
  return stage;
}

/** Moves on to an instant, unless the simulation is past it already. */
export function moveTo(stage: Stage, at: number): void {
  if (at > stage.sandbox.clock.now()) stage.sandbox.clock.set(at);
}

function rolesOf(accountId: string) {
  const hubRoleArn = `arn:aws:iam::${HUB_ACCOUNT}:role/KeyturnHub`;
  const trust = memberTrust({ hubRoleArn, organizationId: ORGANIZATION });
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return [
    { name: 'KeyturnRead', trust, policies: [readRolePolicy({ accountId })] },
    { name: 'KeyturnRotate', trust, policies: [rotateRolePolicy({ accountId, secretNamePattern: '*' })] },
    { name: 'Admin', trust, policies: [everything] },
  ];
}

function userDefinition(plan: UserPlan): UserDefinition {
  const oldest = Math.max(0, ...plan.keys.map(({ age }) => age));
  return {
    name: plan.name,
    path: plan.path,
    tags: plan.tags,
    createdAt: day(-oldest - 30),
    groups: plan.exemptByGroup ? [EXEMPT_GROUP] : [],
    keys: plan.keys.map((key): KeyDefinition => {
      const lastUsed =
        key.usedAgo === undefined
          ? {}
          : {
              lastUsed: {
                at: Math.max(DAY_0 - key.age * DAY, DAY_0 - key.usedAgo * DAY - DAY / 3),
                service: 's3',
                region: REGION,
              },
            };
      return { createdAt: DAY_0 - key.age * DAY - DAY / 2, status: key.status, ...lastUsed };
    }),
  };
}

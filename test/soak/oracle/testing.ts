import { createHash } from 'node:crypto';
import type { AccessKeyId } from '../../../src/domain/ids.ts';
import type { ReportedDecision, RunReport } from '../../../src/domain/report.ts';
import type { CallRecord, UserRecord, WorldEvent } from '../../../src/sandbox/index.ts';
import { versionIdOf } from '../../../src/secrets/secret-names.ts';
import { day } from '../../support/world.ts';
import { oneUser } from '../found/one-user.ts';
import type { Mail, Order, ProcessNote } from '../knowledge.ts';
import { buildStage, type Stage } from '../stage.ts';
import type { KeyLife } from './scene.ts';

const ACCOUNT = '111111111111';
const REF = { accountId: ACCOUNT, userName: 'u1' };

/** A stage on which an oracle is asked about what never happened: nothing runs, and everything can be claimed. */
export function emptyStage(more: Partial<Parameters<typeof oneUser>[0]> = {}): Stage {
  return buildStage(oneUser({ age: 200, steps: [], lastDay: 40, ...more }));
}

/** The user of the stage, and its keys, oldest first. */
export function userOf(stage: Stage): UserRecord & { readonly keyIds: readonly string[] } {
  const user = stage.sandbox.world.iam.user(REF);
  return { ...user, keyIds: [...user.keys.values()].map(({ id }) => id) };
}

/** Claims that something happened in AWS, done by Keyturn unless said otherwise. */
export function claimEvent(stage: Stage, event: Partial<WorldEvent> & Pick<WorldEvent, 'type' | 'at'>): void {
  const { userId } = userOf(stage);
  const claimed = {
    actor: `arn:aws:sts::${ACCOUNT}:assumed-role/KeyturnRotate/keyturn-d1n0ax1`,
    sessionName: 'keyturn-d1n0ax1',
    accountId: ACCOUNT,
    userName: 'u1',
    userId,
    detail: {},
    ...event,
  } as WorldEvent;
  (stage.sandbox.world.events as WorldEvent[]).push(claimed);
}

/** Claims that calls of Keyturn's session succeeded. */
export function claimCalls(stage: Stage, at: number, operations: readonly string[]): void {
  const principalArn = `arn:aws:sts::${ACCOUNT}:assumed-role/KeyturnRotate/keyturn-d1n0ax1`;
  for (const operation of operations)
    (stage.sandbox.calls as CallRecord[]).push({ operation, at, principalArn, ok: true } as CallRecord);
}

/** Claims that a key's version became current. */
export function claimPromotion(stage: Stage, keyId: string, at: number): void {
  const to = versionIdOf(keyId as AccessKeyId);
  claimEvent(stage, { type: 'UpdateSecretVersionStage', at, detail: { stage: 'AWSCURRENT', to } });
}

/** Claims that a run ended with these decisions. */
export function claimRun(stage: Stage, at: number, decisions: readonly Partial<ReportedDecision>[]): void {
  const { userId } = userOf(stage);
  const report = { complete: true, coverage: [], decisions: decisions.map((one) => ({ userId, ...one })) };
  stage.knowledge.processes.push({
    id: `q${stage.knowledge.processes.length}`,
    startedAt: at,
    endedAt: at,
    enforce: true,
    wrongClock: false,
    undisturbed: true,
    ledgerWrites: 1,
    report: report as unknown as RunReport,
  } satisfies ProcessNote);
  stage.sandbox.clock.set(at);
}

/** An order of a person about the stage's user. */
export function orderOn(stage: Stage, order: Pick<Order, 'kind' | 'at'> & Partial<Order>): Order {
  const given = {
    userId: userOf(stage).userId,
    sure: true,
    afterMails: stage.knowledge.mail.length,
    ...order,
  };
  stage.knowledge.orders.push(given);
  return given;
}

/** A notice of a deactivation that the channel took. */
export function mailOf(keyId: string, mail: Partial<Mail> & Pick<Mail, 'at' | 'afterEvents'>): Mail {
  const id = createHash('sha256')
    .update(JSON.stringify([keyId, mail]))
    .digest('hex');
  const notice = { id, keyId, pending: 'deactivate', kind: 'warning', plannedFor: mail.at } as Mail['notice'];
  return { notice, misdated: false, ...mail };
}

/** The life of a key that is in use and that nobody has touched. */
export function lifeOf(id: string, more: Partial<KeyLife> = {}): KeyLife {
  return {
    id,
    userId: 'AIDA1',
    userName: 'u1',
    accountId: ACCOUNT,
    ours: false,
    createdAt: day(-200),
    bornAt: day(-200),
    status: 'Active',
    switches: [],
    uses: [],
    proofs: [],
    stored: false,
    promotedAt: undefined,
    goneAt: undefined,
    goneFor: undefined,
    ...more,
  };
}

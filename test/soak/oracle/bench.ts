import type { AccessKeyId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { CallRecord, WorldEvent } from '../../../src/sandbox/index.ts';
import { secretName, versionIdOf } from '../../../src/secrets/secret-names.ts';
import type { Person, ProcessNote } from '../knowledge.ts';
import type { Stage } from '../stage.ts';
import { inForce, isExempt, policyOf } from './rules-of.ts';
import { emptyScene, type KeyLife, type Scene, type SecretLife } from './scene.ts';

const MINUTE = 60_000;

/** What somebody does within this time before a change of Keyturn's races with it: AWS knows no way to tell them apart. */
export const RACE: number = 20 * MINUTE;

/** Clocks that are off by what is tolerated, on both sides of a period. */
export const SLACK: number = 10 * MINUTE;

/** How late AWS tells of a use, in the simulation. */
export const USE_LAG: number = 2 * 60 * MINUTE;

/** The judge's bench: the scene, and all that a judge asks of it. */
export interface Bench {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly problems: string[];
  /** Changes that raced with a person's, which other oracles must not judge either. */
  readonly excused: Set<WorldEvent>;
  readonly callsBySession: ReadonlyMap<string, readonly CallRecord[]>;
}

/** A bench before anything has happened. */
export function openBench(stage: Stage): Bench {
  const callsBySession = new Map<string, CallRecord[]>();
  for (const call of stage.sandbox.calls) {
    const session = call.principalArn?.split('/').at(-1);
    if (session === undefined || !call.ok) continue;
    const known = callsBySession.get(session);
    if (known === undefined) callsBySession.set(session, [call]);
    else known.push(call);
  }
  return {
    stage,
    scene: emptyScene(stage.knowledge.firstUses),
    problems: [],
    excused: new Set(),
    callsBySession,
  };
}

/** Who a key belongs to. */
export function personOf(bench: Bench, userId: string): Person {
  const person = bench.stage.knowledge.people.get(userId);
  if (person === undefined) throw new Error(`The oracle does not know the user ${userId}`);
  return person;
}

/** The policies that may have been in force for a user when a change was decided. */
export function policiesAt(bench: Bench, userId: string, at: number): readonly Policy[] {
  const person = personOf(bench, userId);
  return inForce(bench.stage.knowledge, person, at - RACE, at).map((one) => policyOf(person, one));
}

/** Whether a user was exempt all the time in which a change was decided. */
export function wasExempt(bench: Bench, userId: string, at: number): boolean {
  const person = personOf(bench, userId);
  return inForce(bench.stage.knowledge, person, at - RACE, at).every(
    (one) => isExempt(person, one, at - RACE) && isExempt(person, one, at + SLACK),
  );
}

/** Whether somebody did something to the user, or to its secret, so shortly before that a run could not know. */
export function raced(bench: Bench, key: KeyLife, at: number): boolean {
  const { scene, stage } = bench;
  const touched = [
    key.userId,
    `${key.accountId}/${key.userName}`,
    ...stage.knowledge.settings.map(({ settings }) => nameOfSecret(settings.delivery.secretName, key)),
  ].map((name) => scene.touchedAt.get(name) ?? 0);
  const ordered = stage.knowledge.orders.filter((order) => order.userId === key.userId && order.at <= at);
  return at - Math.max(...touched, ...ordered.map((order) => order.at), 0) < RACE;
}

function nameOfSecret(format: string, key: KeyLife): string {
  return `${key.accountId}/${secretName(format, key)}`;
}

/** The secret in which a user's keys are handed over. */
export function secretOf(bench: Bench, key: KeyLife): SecretLife | undefined {
  return bench.scene.secrets.get(nameOfSecret(bench.stage.settings.delivery.secretName, key));
}

/** Whether the secret gives this key to its owner now. */
export function isHandedOver(bench: Bench, key: KeyLife): boolean {
  const secret = secretOf(bench, key);
  return secret?.deleted === false && secret.current === versionIdOf(key.id as AccessKeyId);
}

/** The last use that AWS can have told of before a change: none of the last hours. */
export function toldUse(key: KeyLife, at: number): number | undefined {
  return key.uses.findLast((use) => use <= at - USE_LAG - RACE);
}

/** The last use that AWS may have told of. */
export function maybeToldUse(key: KeyLife, at: number): number | undefined {
  return key.uses.findLast((use) => use <= at - USE_LAG + SLACK);
}

/** Whether a person ordered the key to be replaced, whatever its age. */
export function wasForced(bench: Bench, key: KeyLife, at: number): boolean {
  return bench.stage.knowledge.orders.some(
    (order) =>
      order.kind === 'force' &&
      order.userId === key.userId &&
      order.at <= at &&
      order.at >= key.bornAt &&
      (order.keyId === undefined || order.keyId === key.id),
  );
}

/** Whether a key is at its limit. */
export function isDue(bench: Bench, key: KeyLife, policy: Policy, at: number): boolean {
  return at >= key.createdAt + policy.rotateAfter - SLACK || wasForced(bench, key, at);
}

/** The process that made a change, by the name of its session. */
export function processOf(bench: Bench, event: WorldEvent): ProcessNote | undefined {
  const id = /^keyturn-([a-z0-9]+?)x/.exec(event.sessionName ?? '')?.[1];
  return bench.stage.knowledge.processes.find((note) => note.id === id);
}

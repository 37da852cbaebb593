import { type ResolveRequest, resolve } from '../../src/app/resolve.ts';
import type { RunParts } from '../../src/app/run/parts.ts';
import { runOnce } from '../../src/app/run/run-once.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { RunReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { REF, type W } from '../support/one-user.ts';
import { day, NOBODY_ADOPTS, partsOf } from '../support/world.ts';
import type { Played } from './hold-case.ts';

/** A simulated organization over many runs, with one key that is looked at. */
export interface Life extends W {
  /** What the next runs obey. */
  settings: Settings;
  ledger: W['ledger'];
  parts: Partial<RunParts>;
  keyId: string;
  readonly held: Decision[];
}

/** Something that happens in a life, after the last decision about its key. */
export type Event = (life: Life, last: Decision | undefined) => unknown;

/** A life that begins in a world; the key that is looked at is the user's first until another is named. */
export function lifeIn(w: W): Life {
  return { ...w, settings: NOBODY_ADOPTS, parts: {}, keyId: keyOf(w, 0), held: [] };
}

/** What is seen of a key that is held from the beginning of a life; a number is the day of a run, the last of which decides. */
export function lived(
  begin: () => Promise<Life>,
  ...then: readonly (Event | number)[]
): () => Promise<Played> {
  if (!then.some((next) => typeof next === 'number')) throw new Error('No run would decide anything');
  return async () => {
    const life = await begin();
    let after: Decision | undefined;
    for (const next of then) {
      if (typeof next === 'number') after = await on(life, next);
      else await next(life, after);
    }
    return { held: life.held, after };
  };
}

/** The id of the user's key in the order of creation. */
export function keyOf(w: W, index: number): string {
  const key = w.sandbox.world.iam.keys(REF)[index];
  if (key === undefined) throw new Error(`The user has no key ${index}`);
  return key.id;
}

/** Runs on each day; gives the last decision about the key. */
export async function on(life: Life, ...days: readonly number[]): Promise<Decision | undefined> {
  let report: RunReport | undefined;
  for (const today of days) {
    life.sandbox.clock.set(Math.max(day(today), life.sandbox.clock.now()));
    const { ledger, settings, parts } = life;
    const processId = `d${today}`;
    report = await runOnce(partsOf(life.sandbox, { ledger, settings, processId, parts }), { enforce: true });
  }
  const about = report?.decisions.filter(({ keyId }) => keyId === life.keyId) ?? [];
  return about.find(({ action }) => action === 'hold') ?? about[0];
}

/** Runs on each day, on all of which the key is held. */
export async function heldOn(life: Life, ...days: readonly number[]): Promise<Life> {
  for (const today of days) {
    const decision = await on(life, today);
    if (decision === undefined) throw new Error(`There is no decision on day ${today}`);
    life.held.push(decision);
  }
  return life;
}

/** The parts of a command that a person gives now. */
export function commandOf(life: Life): RunParts {
  const { ledger, settings } = life;
  return partsOf(life.sandbox, { ledger, settings, processId: 'command' });
}

/** A person's word on the user. */
export async function order(life: Life, given: ResolveRequest['order']): Promise<void> {
  const request = { user: REF.userName, order: given, by: 'operator', reason: 'the text said so' };
  await resolve(commandOf(life), request);
}

/** The status of each of the user's keys. */
export function statusesOf(life: Life): readonly string[] {
  return life.sandbox.world.iam.keys(REF).map(({ status }) => status);
}

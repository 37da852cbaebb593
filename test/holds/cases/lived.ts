import { type ResolveRequest, resolve } from '../../../src/app/resolve.ts';
import { type RunParts, runOnce } from '../../../src/app/run.ts';
import type { Settings } from '../../../src/config/settings.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { RunReport } from '../../../src/domain/report.ts';
import { REF, type W } from '../../support/one-user.ts';
import { day, NOBODY_ADOPTS, partsOf, use } from '../../support/world.ts';
import type { Played } from './hold-case.ts';

/** A simulated organization over many runs, with one key that is looked at. */
export interface Life extends W {
  /** What the next runs obey. */
  settings: Settings;
  parts: Partial<RunParts>;
  keyId: string;
  readonly held: Decision[];
}

/** A life that begins in a world; the key that is looked at is the user's first until another is named. */
export function lifeIn(w: W, policy: Partial<Policy> = {}): Life {
  const settings = withPolicy(NOBODY_ADOPTS, policy);
  return { ...w, settings, parts: {}, keyId: keyOf(w, 0), held: [] };
}

/** The settings with a part of the policy replaced. */
export function withPolicy(settings: Settings, policy: Partial<Policy>): Settings {
  return { ...settings, policy: { ...settings.policy, ...policy } };
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
export async function heldOn(life: Life, ...days: readonly number[]): Promise<void> {
  for (const today of days) {
    const decision = await on(life, today);
    if (decision === undefined) throw new Error(`There is no decision on day ${today}`);
    life.held.push(decision);
  }
}

/** What was seen of the key, and what comes of it on the last of these days. */
export async function playedTo(life: Life, ...days: readonly number[]): Promise<Played> {
  const after = await on(life, ...days);
  return { held: life.held, after };
}

/** The parts of a command that a person gives now. */
export function commandOf(life: Life): RunParts {
  const { ledger, settings } = life;
  return partsOf(life.sandbox, { ledger, settings, processId: 'command' });
}

/** A person's word on the user. */
export async function order(life: Life, given: ResolveRequest['order'], key?: string): Promise<void> {
  const named = key === undefined ? {} : { key };
  const request = { user: REF.userName, order: given, by: 'operator', reason: 'the text said so', ...named };
  await resolve(commandOf(life), request);
}

/** The owner uses a key. */
export function useKey(life: Life, keyId: string): void {
  if (!use(life.sandbox, keyId)) throw new Error(`Key ${keyId} cannot be used`);
}

/** The status of each of the user's keys. */
export function statusesOf(life: Life): readonly string[] {
  return life.sandbox.world.iam.keys(REF).map(({ status }) => status);
}

import type { Duration } from '../../src/domain/time.ts';
import { faultOnce } from '../support/fault-once.ts';
import { type W, world } from '../support/one-user.ts';
import { UP_TO_GRACE } from '../support/runs-on-days.ts';
import { undone } from './events.ts';
import { heldOn, keyOf, type Life, lifeIn, on } from './life.ts';

/** The group whose users are exempt. */
export const EXEMPT = 'IAMKeyRotationExemptionGroup';

/** The old key was replaced, and its grace is almost over. */
export async function inGrace(w: W = world()): Promise<Life> {
  const life = lifeIn(w);
  await on(life, ...UP_TO_GRACE);
  return life;
}

/** The old key was deactivated on day 11. */
export async function deactivated(): Promise<Life> {
  const life = await inGrace();
  await on(life, 11);
  return life;
}

/** And brought back, for good or for some time. */
export async function broughtBack(length?: Duration): Promise<Life> {
  const life = await deactivated();
  await undone(length)(life, undefined);
  return await heldOn(life, 12);
}

/** CreateAccessKey was carried out and its answer lost; the next run has taken note of the stray, the second key. */
export async function withStray(): Promise<Life> {
  const life = lifeIn(world({}, { groups: [{ name: EXEMPT }] }));
  faultOnce(life, (call) => call.operation === 'CreateAccessKey', { kind: 'lost-response' });
  await on(life, 0);
  life.keyId = keyOf(life, 1);
  return life;
}

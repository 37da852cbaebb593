import { faultOnce } from '../../support/fault-once.ts';
import { REF, world } from '../../support/one-user.ts';
import { runOrDie } from '../../support/runs-on-days.ts';

import type { HoldCase } from './hold-case.ts';
import { heldOn, keyOf, type Life, lifeIn, on, playedTo } from './lived.ts';
import { takenAway, withStray } from './lived-strays.ts';

const EXEMPT = 'IAMKeyRotationExemptionGroup';

async function exemptStray(): Promise<Life> {
  const life = await withStray();
  life.sandbox.world.iam.addToGroup(REF, EXEMPT);
  await heldOn(life, 0.5, 9);
  return life;
}

/** The process died when the new key was proven and not yet handed over; then the user became exempt. */
async function exemptHandover(): Promise<Life> {
  const life = lifeIn(world({}, { groups: [{ name: EXEMPT }] }));
  faultOnce(life, (call) => call.operation === 'UpdateSecretVersionStage', { kind: 'crash-before' });
  await runOrDie(life, 'dies', life.settings);
  life.sandbox.world.iam.addToGroup(REF, EXEMPT);
  await heldOn(life, 1, 9);
  return life;
}

/** Holds about keys that were not handed over, of users who are exempt now. */
export const EXEMPT_CASES: readonly HoldCase[] = [
  {
    gate: 'exempt',
    state: 'blocked',
    detail: EXEMPT,
    says: ['Suspend the exemption', 'make it Inactive in IAM and delete it a day later'],
    ends: [
      {
        how: 'the exemption is suspended until a stray has left',
        play: async () => {
          const life = await exemptStray();
          life.sandbox.world.iam.removeFromGroup(REF, EXEMPT);
          await on(life, 10, 11, 14, 18, 20, 21, 22);
          life.sandbox.world.iam.addToGroup(REF, EXEMPT);
          return await playedTo(life, 23);
        },
      },
      {
        how: 'a stray is taken away in IAM',
        play: async () => {
          const life = await exemptStray();
          await takenAway(life, life.keyId, 10);
          return await playedTo(life, 12);
        },
      },
      {
        how: 'the exemption is suspended until the key was handed over',
        play: async () => {
          const life = await exemptHandover();
          life.sandbox.world.iam.removeFromGroup(REF, EXEMPT);
          await on(life, 10);
          life.sandbox.world.iam.addToGroup(REF, EXEMPT);
          return await playedTo(life, 11);
        },
        becomes: { action: 'none' },
      },
      {
        how: 'the key that was not handed over is taken away in IAM',
        play: async () => {
          const life = await exemptHandover();
          await takenAway(life, keyOf(life, 1), 10);
          return await playedTo(life, 12, 13, 14);
        },
        becomes: { action: 'none', reason: 'EXEMPT' },
      },
    ],
  },
];

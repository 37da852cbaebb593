import { faultOnce } from '../../support/fault-once.ts';
import { REF, world } from '../../support/one-user.ts';
import { runOrDie } from '../../support/runs-on-days.ts';
import { EXEMPT as GROUP, withStray } from '../beginnings.ts';
import { takenAway } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { type Event, heldOn, type Life, lifeIn, lived } from '../life.ts';

const exempted: Event = (life) => life.sandbox.world.iam.addToGroup(REF, GROUP);
const suspended: Event = (life) => life.sandbox.world.iam.removeFromGroup(REF, GROUP);

async function exemptStray(): Promise<Life> {
  const life = await withStray();
  exempted(life, undefined);
  return await heldOn(life, 0.5, 9);
}

/** The process died when the new key was proven and not yet handed over; then the user became exempt. */
async function exemptHandOver(): Promise<Life> {
  const life = lifeIn(world({}, { groups: [{ name: GROUP }] }));
  faultOnce(life, (call) => call.operation === 'UpdateSecretVersionStage', { kind: 'crash-before' });
  await runOrDie(life, 'dies', life.settings);
  exempted(life, undefined);
  return await heldOn(life, 1, 9);
}

/** Keys that were not handed over, of users who are exempt now. */
export const EXEMPT: readonly Ground[] = [
  {
    state: 'blocked',
    detail: GROUP,
    says: ['Suspend the exemption', 'make it Inactive in IAM and delete it a day later'],
    ends: [
      {
        how: 'the exemption is suspended until a stray has left',
        play: lived(exemptStray, suspended, 10, 11, 14, 18, 20, 21, 22, exempted, 23),
      },
      { how: 'a stray is taken away in IAM', play: lived(exemptStray, takenAway(10), 12) },
      {
        how: 'the exemption is suspended until the key was handed over',
        play: lived(exemptHandOver, suspended, 10, exempted, 11),
        becomes: { action: 'none' },
      },
      {
        how: 'the key that was not handed over is taken away in IAM',
        play: lived(exemptHandOver, takenAway(10, 1), 12, 13, 14),
        becomes: { action: 'none', reason: 'EXEMPT' },
      },
    ],
  },
];

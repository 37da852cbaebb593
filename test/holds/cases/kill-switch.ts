import { createKillSwitch } from '../../../src/app/kill-switch.ts';
import { world } from '../../support/one-user.ts';
import { HUB_ACCOUNT } from '../../support/world.ts';
import { ROTATES } from '../becomes.ts';
import { changed } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { commandOf, type Event, heldOn, type Life, lifeIn, lived } from '../life.ts';

const PARAMETER = { name: '/keyturn/stop', region: 'eu-west-1' };

const setTo =
  (value: string): Event =>
  (life) =>
    life.sandbox.world.parameters.put(HUB_ACCOUNT, { ...PARAMETER, value });

/** The kill switch is pulled, or its parameter removed, when a run has begun. */
async function stopped(value: string | undefined): Promise<Life> {
  const life = lifeIn(world());
  changed('safety', { killSwitch: { engaged: false, parameter: PARAMETER.name } })(life, undefined);
  setTo('off')(life, undefined);
  life.sandbox.faults.on((call) => {
    if (call.operation !== 'ListAccessKeys' || life.held.length > 0) return undefined;
    if (value === undefined) life.sandbox.world.parameters.remove({ accountId: HUB_ACCOUNT, ...PARAMETER });
    else setTo(value)(life, undefined);
    return undefined;
  });
  const { killSwitch } = life.settings.safety;
  life.parts = { killSwitch: createKillSwitch(killSwitch, commandOf(life).cloud) };
  return await heldOn(life, 0);
}

/** Everything stops. */
export const KILL_SWITCH: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'is not "off"',
    says: ['the value `off` in its parameter'],
    ends: [{ how: 'it is set to off', play: lived(() => stopped('on'), setTo('off'), 1), becomes: ROTATES }],
  },
  {
    state: 'blocked',
    detail: 'cannot be read',
    says: ['ssm:GetParameter', 'the value `off`'],
    ends: [
      { how: 'it can be read', play: lived(() => stopped(undefined), setTo('off'), 1), becomes: ROTATES },
    ],
  },
];

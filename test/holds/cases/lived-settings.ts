import { createKillSwitch } from '../../../src/app/kill-switch.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/config/settings.ts';
import { days, instant } from '../../../src/domain/time.ts';
import { REF, world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { day, HUB_ACCOUNT } from '../../support/world.ts';
import type { HoldCase, Played } from './hold-case.ts';
import {
  commandOf,
  heldOn,
  keyOf,
  type Life,
  lifeIn,
  on,
  order,
  playedTo,
  useKey,
  withPolicy,
} from './lived.ts';

const PARAMETER = { name: '/keyturn/stop', region: 'eu-west-1' };
const ROTATES = { action: 'rotate' };

/** The life, going on under other settings. */
export function withSettings(life: Life, of: (settings: Settings) => Settings): Life {
  life.settings = of(life.settings);
  return life;
}

const withSafety =
  (safety: Partial<Settings['safety']>) =>
  (settings: Settings): Settings => ({
    ...settings,
    safety: { ...settings.safety, ...safety },
  });

/** The kill switch is pulled, or its parameter removed, when a run has begun. */
async function stopped(value: string | undefined): Promise<Life> {
  const life = withSettings(
    lifeIn(world()),
    withSafety({ killSwitch: { engaged: false, parameter: PARAMETER.name } }),
  );
  const { parameters } = life.sandbox.world;
  parameters.put(HUB_ACCOUNT, { ...PARAMETER, value: 'off' });
  life.sandbox.faults.on((call) => {
    if (call.operation !== 'ListAccessKeys' || life.held.length > 0) return undefined;
    if (value === undefined) parameters.remove({ accountId: HUB_ACCOUNT, ...PARAMETER });
    else parameters.put(HUB_ACCOUNT, { ...PARAMETER, value });
    return undefined;
  });
  const { killSwitch } = life.settings.safety;
  life.parts = { killSwitch: createKillSwitch(killSwitch, commandOf(life).cloud) };
  await heldOn(life, 0);
  return life;
}

async function switchedOff(life: Life): Promise<Played> {
  life.sandbox.world.parameters.put(HUB_ACCOUNT, { ...PARAMETER, value: 'off' });
  return await playedTo(life, 1);
}

/** One change a run, and a user whose turn comes before. */
async function overBudget(): Promise<Life> {
  const keys = [{ createdAt: day(-90), lastUsed: { at: day(-1), service: 's3', region: 'eu-west-1' } }];
  const users = ['a', 'app', 'b'].map((name) => ({ name, keys }));
  const life = withSettings(lifeIn(world({}, { users })), withSafety({ maxChangesPerRun: 1 }));
  await on(life, 0);
  const names = ['a', 'app', 'b'].filter(
    (userName) => life.sandbox.world.iam.keys({ ...REF, userName }).length === 1,
  );
  life.keyId = life.sandbox.world.iam.keys({ ...REF, userName: names.at(-1) ?? '' })[0]?.id ?? '';
  await heldOn(life, 0.1);
  return life;
}

async function waitingForAdoption(): Promise<Life> {
  const life = lifeIn(world(), { adoption: 'required-or-quiet', adoptionWait: days(30) });
  await on(life, ...UP_TO_GRACE);
  await heldOn(life, 11, 33, 37, 39);
  return life;
}

async function outside(users: readonly string[]): Promise<Life> {
  const life = lifeIn(world());
  await on(life, ...UP_TO_GRACE);
  life.settings = { ...life.settings, scope: { ...life.settings.scope, users } };
  await heldOn(life, 11, 30);
  return life;
}

/** Holds that end with a setting, or with what stands in another place than IAM. */
export const SETTING_CASES: readonly HoldCase[] = [
  {
    gate: 'kill-switch',
    state: 'blocked',
    detail: 'is not "off"',
    says: ['the value `off` in its parameter'],
    ends: [
      { how: 'it is set to off', play: async () => await switchedOff(await stopped('on')), becomes: ROTATES },
    ],
  },
  {
    gate: 'kill-switch',
    state: 'blocked',
    detail: 'cannot be read',
    says: ['ssm:GetParameter', 'the value `off`'],
    ends: [
      {
        how: 'it can be read',
        play: async () => await switchedOff(await stopped(undefined)),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'budget',
    state: 'waiting',
    detail: 'the limit of changes',
    says: ['The next run goes on', '`safety.maxChangesPerRun`', '`safety.maxChangesPerAccount`'],
    ends: [
      {
        how: 'the next run goes on',
        play: async () => await playedTo(await overBudget(), 1),
        becomes: ROTATES,
      },
      {
        how: 'the limit is raised',
        play: async () =>
          await playedTo(withSettings(await overBudget(), withSafety({ maxChangesPerRun: 9 })), 0.2),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'adoption',
    state: 'blocked',
    detail: 'nobody has used its replacement yet',
    day: 'passes',
    says: [
      'fetch the new key from the secret and to use it',
      '`policy.adoption: not-required`',
      'at the latest',
    ],
    ends: [
      {
        how: 'on that day',
        play: async () => {
          const life = await waitingForAdoption();
          await heldOn(life, 39.99);
          return await playedTo(life, 40.01);
        },
        becomes: { action: 'deactivate' },
      },
      {
        how: 'the owner uses the new key',
        play: async () => {
          const life = await waitingForAdoption();
          useKey(life, keyOf(life, 1));
          return await playedTo(life, 39.5);
        },
        becomes: { reason: 'KEY_PENDING_DEACTIVATION' },
      },
      {
        how: 'the owner is given more time',
        play: async () => {
          const life = await waitingForAdoption();
          await order(life, { kind: 'extend', until: instant(day(60)) });
          return await playedTo(life, 41, 59.9);
        },
        becomes: { objections: [{ gate: 'standing-hold', detail: 'extend' }] },
      },
      {
        how: 'no owner is waited for',
        play: async () => {
          const life = await waitingForAdoption();
          life.settings = withPolicy(life.settings, { adoption: 'not-required' });
          return await playedTo(life, 39.5);
        },
        becomes: { reason: 'KEY_PENDING_DEACTIVATION' },
      },
    ],
  },
  {
    gate: 'scope',
    state: 'blocked',
    detail: 'scope',
    says: ['Widen `scope`', 'make it Inactive in IAM, and delete it when nothing has missed it'],
    ends: [
      {
        how: 'the scope is widened',
        play: async () => {
          const life = await outside(['somebody-else']);
          life.settings = { ...life.settings, scope: DEFAULT_SETTINGS.scope };
          return await playedTo(life, 31);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
      {
        how: 'it is finished by hand',
        play: async () => {
          const life = await outside(['somebody-else']);
          life.sandbox.world.iam.setKeyStatus(life.keyId, 'Inactive');
          await on(life, 31, 50);
          life.sandbox.world.iam.deleteKey(life.keyId);
          return await playedTo(life, 51);
        },
      },
    ],
  },
];

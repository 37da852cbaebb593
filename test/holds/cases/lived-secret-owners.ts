import { rebuildLedger } from '../../../src/app/rebuild.ts';
import type { Settings } from '../../../src/config/settings.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { ACCOUNT, NAME, REF, SECRET, world } from '../../support/one-user.ts';
import { day, memoryLedger } from '../../support/world.ts';
import type { HoldCase, Played } from './hold-case.ts';
import { commandOf, heldOn, keyOf, type Life, lifeIn, on, playedTo } from './lived.ts';
import { withSettings } from './lived-settings.ts';

const ROTATES = { action: 'rotate' };

const withDelivery =
  (delivery: Partial<Settings['delivery']>) =>
  (settings: Settings): Settings => ({
    ...settings,
    delivery: { ...settings.delivery, ...delivery },
  });

const theirs = { name: NAME, region: 'eu-west-1', value: 'theirs' };

async function foreign(): Promise<Life> {
  const life = lifeIn(world({}, { secrets: [{ ...theirs, tags: { 'keyturn:ledger': 'ledger-lost' } }] }));
  await heldOn(life, 0, 9);
  return life;
}

async function notOurs(): Promise<Life> {
  const life = lifeIn(world({}, { secrets: [theirs] }));
  await heldOn(life, 0, 9);
  return life;
}

async function openToAll(): Promise<Life> {
  const life = withSettings(lifeIn(world({}, { secrets: [theirs] })), withDelivery({ adoptExisting: true }));
  life.sandbox.world.secrets.setPolicy(SECRET, policyFor('*'));
  life.sandbox.clock.advance(MINUTE);
  await heldOn(life, 0, 9);
  return life;
}

const policyFor = (principal: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
  ],
});

/** The user bears a name whose secret hands out the key of another, who is called otherwise now. */
async function otherUsers(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, 0, 4);
  const { iam, credentials } = life.sandbox.world;
  const { userId } = iam.user(REF);
  const keys = iam.keys(REF).map(({ id, status, createdAt }) => ({
    id,
    status,
    createdAt,
    secret: credentials.forKey(id).secretAccessKey,
  }));
  iam.deleteUser(REF);
  iam.addUser(ACCOUNT, { name: 'app2', userId, keys });
  const lastUsed = { at: day(4), service: 's3', region: 'eu-west-1' };
  iam.addUser(ACCOUNT, { name: REF.userName, keys: [{ createdAt: day(-90), lastUsed }] });
  life.keyId = keyOf(life, 0);
  await heldOn(life, 8, 9);
  return life;
}

async function withAnotherName(life: Life): Promise<Played> {
  return await playedTo(
    withSettings(life, withDelivery({ secretName: 'Account_{account}_Second_{user}' })),
    10,
  );
}

/** Holds about secrets that are another’s. */
export const SECRET_OWNER_CASES: readonly HoldCase[] = [
  {
    gate: 'foreign-ledger',
    state: 'blocked',
    detail: 'ledger-lost',
    says: ['`ledger.path`', '`keyturn ledger rebuild --from LEDGER --enforce`'],
    ends: [
      {
        how: 'run with that ledger',
        play: async () => await playedTo({ ...(await foreign()), ledger: memoryLedger('ledger-lost') }, 10),
        becomes: ROTATES,
      },
      {
        how: 'its secrets are taken over',
        play: async () => {
          const life = await foreign();
          await rebuildLedger(commandOf(life), { enforce: true, from: 'ledger-lost' });
          return await playedTo(life, 10);
        },
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'secret-not-ours',
    state: 'blocked',
    detail: 'a secret of this name exists',
    says: ['another `delivery.secretName`', '`delivery.adoptExisting: true`', 'until it is gone'],
    ends: [
      { how: 'another name', play: async () => await withAnotherName(await notOurs()), becomes: ROTATES },
      {
        how: 'taken over',
        play: async () =>
          await playedTo(withSettings(await notOurs(), withDelivery({ adoptExisting: true })), 10),
        becomes: ROTATES,
      },
      {
        how: 'deleted, and gone',
        play: async () => {
          const life = await notOurs();
          life.sandbox.world.secrets.remove(SECRET, 7);
          await heldOn(life, 15);
          return await playedTo(life, 17);
        },
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'secret-not-ours',
    state: 'blocked',
    detail: 'its policy allows everybody',
    says: ['Settle what is said of it', 'another `delivery.secretName`'],
    ends: [
      {
        how: 'the policy names who may read it',
        play: async () => {
          const life = await openToAll();
          life.sandbox.world.secrets.setPolicy(SECRET, policyFor({ AWS: `arn:aws:iam::${ACCOUNT}:root` }));
          return await playedTo(life, 10);
        },
        becomes: ROTATES,
      },
      { how: 'another name', play: async () => await withAnotherName(await openToAll()), becomes: ROTATES },
    ],
  },
  {
    gate: 'secret-not-ours',
    state: 'blocked',
    detail: 'another user',
    says: ['another `delivery.secretName`', 'It also ends when the other user’s key has left'],
    ends: [
      { how: 'another name', play: async () => await withAnotherName(await otherUsers()), becomes: ROTATES },
      {
        how: 'the other user’s keys have left',
        play: async () => {
          const life = await otherUsers();
          life.sandbox.world.iam.deleteUser({ ...REF, userName: 'app2' });
          return await playedTo(life, 10);
        },
        becomes: ROTATES,
      },
    ],
  },
];

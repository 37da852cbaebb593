import { type KeyRecord, recordOf } from '../../../src/domain/memory.ts';
import { type Instant, MINUTE, plus } from '../../../src/domain/time.ts';
import { faultOnce } from '../../support/fault-once.ts';
import { memoryOf, REF, world } from '../../support/one-user.ts';
import { day } from '../../support/world.ts';
import type { HoldCase } from './hold-case.ts';
import { heldOn, keyOf, type Life, lifeIn, on, order, playedTo, statusesOf, useKey } from './lived.ts';

const EXEMPT = 'IAMKeyRotationExemptionGroup';

/** CreateAccessKey was carried out and its answer lost; the next run has taken note of the stray, the second key. */
export async function withStray(): Promise<Life> {
  const life = lifeIn(world({}, { groups: [{ name: EXEMPT }] }));
  faultOnce(life, (call) => call.operation === 'CreateAccessKey', { kind: 'lost-response' });
  await on(life, 0);
  life.keyId = keyOf(life, 1);
  return life;
}

async function usedStray(): Promise<Life> {
  const life = await withStray();
  await on(life, 0.5);
  useKey(life, life.keyId);
  await heldOn(life, 2, 9);
  return life;
}

/** The request for a new key was lost, and a person made one minutes later. */
async function appeared(): Promise<Life> {
  const life = lifeIn(world());
  faultOnce(
    life,
    (call) => call.operation === 'CreateAccessKey',
    ...Array.from({ length: 9 }, () => ({ kind: 'lost-request' }) as const),
  );
  await on(life, 0);
  life.sandbox.clock.advance(5 * MINUTE);
  life.sandbox.world.iam.createKey(REF);
  await heldOn(life, 1, 9);
  return life;
}

/** The ledger says that the key was made in vain, and the secret hands it out. */
async function givenOut(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, 0);
  life.keyId = keyOf(life, 1);
  const memory = await memoryOf(life);
  const record = recordOf(memory, life.keyId as KeyRecord['keyId']);
  const now = life.sandbox.clock.now() as Instant;
  const lease = await life.ledger.acquireLease(memory, { holder: 'test', now, until: plus(now, MINUTE) });
  if (record === undefined || lease === undefined) throw new Error('There is no such record');
  const { promotedAt: _at, ...rest } = record;
  await life.ledger.save(lease, now, { keys: [{ ...rest, discard: 'it was restored from a backup' }] });
  await life.ledger.releaseLease(lease);
  await heldOn(life, 1, 9);
  return life;
}

/** The key is made Inactive in IAM on that day, and deleted two days later. */
export async function takenAway(life: Life, keyId: string, today: number): Promise<void> {
  const { clock, world: aws } = life.sandbox;
  clock.set(day(today));
  aws.iam.setKeyStatus(keyId, 'Inactive');
  await on(life, today + 0.1);
  clock.set(day(today + 2));
  aws.iam.deleteKey(keyId);
  clock.advance(MINUTE);
}

const KEEP = '`keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`';
const keep = async (life: Life, key: string): Promise<void> =>
  await order(life, { kind: 'keep', key, ownerHasSecret: true });

/** Holds about keys that Keyturn made, or may have made, and that nobody was given. */
export const STRAY_CASES: readonly HoldCase[] = [
  {
    gate: 'stray-key',
    state: 'waiting',
    detail: 'a use by a person might not be reported yet',
    day: 'passes',
    says: ['if the key is not used before then'],
    ends: [
      {
        how: 'on that day it is switched off',
        play: async () => {
          const life = await withStray();
          await heldOn(life, 0.5);
          return await playedTo(life, 1.6);
        },
        becomes: { action: 'repair' },
      },
    ],
  },
  {
    gate: 'stray-key',
    state: 'blocked',
    detail: 'a key that nobody should have is being used',
    says: [KEEP, 'make it Inactive in IAM, and delete it when nothing has missed it'],
    ends: [
      {
        how: 'a person made it, and keeps it',
        play: async () => {
          const life = await usedStray();
          await keep(life, life.keyId);
          return await playedTo(life, 10);
        },
        becomes: { action: 'none' },
      },
      {
        how: 'it is nobody’s, and is taken away',
        play: async () => {
          const life = await usedStray();
          await takenAway(life, life.keyId, 10);
          return await playedTo(life, 12);
        },
      },
    ],
  },
  {
    gate: 'stray-key',
    state: 'blocked',
    detail: 'a key appeared, but not at the time of the request',
    says: [
      '`keyturn resolve --user USER --release --reason TEXT` ends the unfinished rotation',
      'the next run then goes on',
    ],
    ends: [
      {
        how: 'a person made it: the rotation is ended, and it counts as that person’s',
        play: async () => {
          const life = await appeared();
          await order(life, { kind: 'release' });
          const { keys } = await memoryOf(life);
          const made = keys.find(({ keyId }) => keyId === keyOf(life, 1));
          if (made?.madeByUs === true) throw new Error('The key counts as Keyturn’s');
          const played = await playedTo(life, 10, 40);
          if (statusesOf(life)[1] !== 'Active') throw new Error('The key was taken away');
          return played;
        },
      },
      {
        how: 'it is nobody’s, and is taken away: the next run goes on',
        play: async () => {
          const life = await appeared();
          await takenAway(life, keyOf(life, 1), 10);
          return await playedTo(life, 12);
        },
        becomes: { action: 'repair', repair: 'close-saga' },
      },
    ],
  },
  {
    gate: 'stray-key',
    state: 'blocked',
    detail: 'the secret already gives this key to its owner',
    says: ['Its owner can fetch it there', KEEP],
    ends: [
      {
        how: 'it is to stay',
        play: async () => {
          const life = await givenOut();
          await keep(life, life.keyId);
          const played = await playedTo(life, 10, 30);
          if (statusesOf(life)[0] !== 'Active')
            throw new Error('The other key went before this one was used');
          return played;
        },
        becomes: { action: 'none' },
      },
      {
        how: 'nobody uses it, and it is taken away',
        play: async () => {
          const life = await givenOut();
          await takenAway(life, life.keyId, 10);
          return await playedTo(life, 12);
        },
      },
    ],
  },
  {
    gate: 'replacement',
    state: 'blocked',
    detail: 'to be kept was never used',
    says: ['Let the owner use the key that is to be kept', 'with the other key'],
    ends: [
      {
        how: 'the owner uses it',
        play: async () => {
          const life = await withStray();
          await on(life, 0.5);
          await keep(life, life.keyId);
          life.keyId = keyOf(life, 0);
          await heldOn(life, 1, 9);
          useKey(life, keyOf(life, 1));
          return await playedTo(life, 10);
        },
        becomes: { action: 'warn', warning: { pending: 'deactivate' } },
      },
      {
        how: 'nobody has its secret: the other key is kept',
        play: async () => {
          const life = await withStray();
          await on(life, 0.5);
          await keep(life, life.keyId);
          life.keyId = keyOf(life, 0);
          await heldOn(life, 1, 9);
          await order(life, { kind: 'keep', key: life.keyId });
          return await playedTo(life, 10, 20, 21, 30, 31);
        },
        becomes: { reason: 'KEY_PENDING_DEACTIVATION' },
      },
    ],
  },
];

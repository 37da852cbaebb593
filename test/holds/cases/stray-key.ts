import { type KeyRecord, recordOf } from '../../../src/domain/memory.ts';
import { type Instant, MINUTE, plus } from '../../../src/domain/time.ts';
import { faultOnce } from '../../support/fault-once.ts';
import { memoryOf, REF, world } from '../../support/one-user.ts';
import { CLOSES_SAGA } from '../becomes.ts';
import { withStray } from '../beginnings.ts';
import { kept, released, takenAway, used } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { type Event, heldOn, keyOf, type Life, lifeIn, lived, on, statusesOf } from '../life.ts';

async function justSeen(): Promise<Life> {
  return await heldOn(await withStray(), 0.5);
}

async function usedStray(): Promise<Life> {
  const life = await withStray();
  await on(life, 0.5);
  used()(life, undefined);
  return await heldOn(life, 2, 9);
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
  return await heldOn(life, 1, 9);
}

/** The ledger says that the key was never handed over, and the secret hands it out. */
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
  return await heldOn(life, 1, 9);
}

/** It counts as the key of the person who made it. */
const countsAsPersons: Event = async (life) => {
  const { keys } = await memoryOf(life);
  const record = keys.find(({ keyId }) => keyId === keyOf(life, 1));
  if (record?.madeByUs === true) throw new Error('The key counts as Keyturn’s');
};

const stillActive =
  (index: number, otherwise: string): Event =>
  (life) => {
    if (statusesOf(life)[index] !== 'Active') throw new Error(otherwise);
  };

const KEEP = '`keyturn resolve --user USER --keep KEY --owner-has-secret --reason TEXT`';
const keptByOwner = kept(undefined, { ownerHasSecret: true });

/** Keys that Keyturn made, or may have made, and that nobody was given. */
export const STRAY_KEY: readonly Ground[] = [
  {
    state: 'waiting',
    detail: 'a use by a person might not be reported yet',
    day: 'passes',
    says: ['if the key is not used before then'],
    ends: [
      { how: 'on that day it is switched off', play: lived(justSeen, 1.6), becomes: { action: 'repair' } },
    ],
  },
  {
    state: 'blocked',
    detail: 'a key that nobody should have is being used',
    says: [KEEP, 'make it Inactive in IAM, and delete it later if nothing has failed'],
    ends: [
      {
        how: 'a person made it, and keeps it',
        play: lived(usedStray, keptByOwner, 10),
        becomes: { action: 'none' },
      },
      { how: 'it is nobody’s, and is taken away', play: lived(usedStray, takenAway(10), 12) },
    ],
  },
  {
    state: 'blocked',
    detail: 'a key appeared, but not at the time of the request',
    says: [
      '`keyturn resolve --user USER --release --reason TEXT` ends the unfinished rotation',
      'the next run then continues',
    ],
    ends: [
      {
        how: 'a person made it: the rotation is ended, and it counts as that person’s',
        play: lived(appeared, released, countsAsPersons, 10, 40, stillActive(1, 'The key was taken away')),
      },
      {
        how: 'it is nobody’s, and is taken away: the next run goes on',
        play: lived(appeared, takenAway(10, 1), 12),
        becomes: CLOSES_SAGA,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'the secret already gives this key to its owner',
    says: ['Its owner can fetch it there', KEEP],
    ends: [
      {
        how: 'it is to stay',
        play: lived(
          givenOut,
          keptByOwner,
          10,
          30,
          stillActive(0, 'The other key went before this one was used'),
        ),
        becomes: { action: 'none' },
      },
      { how: 'nobody uses it, and it is taken away', play: lived(givenOut, takenAway(10), 12) },
    ],
  },
];

import { rebuildLedger } from '../../../src/app/rebuild.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { ACCOUNT, NAME, REF, SECRET, world } from '../../support/one-user.ts';
import { renameUser } from '../../support/renamed-user.ts';
import { day, memoryLedger } from '../../support/world.ts';
import { ROTATES } from '../becomes.ts';
import { changed, stillHeld } from '../events.ts';
import type { Ending, Ground } from '../hold-case.ts';
import { commandOf, heldOn, keyOf, type Life, lifeIn, lived, on } from '../life.ts';

const theirs = { name: NAME, region: 'eu-west-1', value: 'theirs' };

async function foreign(): Promise<Life> {
  const life = lifeIn(world({}, { secrets: [{ ...theirs, tags: { 'keyturn:ledger': 'ledger-lost' } }] }));
  return await heldOn(life, 0, 9);
}

async function notOurs(): Promise<Life> {
  return await heldOn(lifeIn(world({}, { secrets: [theirs] })), 0, 9);
}

async function openToAll(): Promise<Life> {
  const life = lifeIn(world({}, { secrets: [theirs] }));
  changed('delivery', { adoptExisting: true })(life, undefined);
  life.sandbox.world.secrets.setPolicy(SECRET, policyFor('*'));
  life.sandbox.clock.advance(MINUTE);
  return await heldOn(life, 0, 9);
}

function policyFor(principal: unknown) {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
    ],
  };
}

/** The user bears a name whose secret hands out the key of another, who is called otherwise now. */
async function otherUsers(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, 0, 4);
  renameUser(life);
  const lastUsed = { at: day(4), service: 's3', region: 'eu-west-1' };
  const keys = [{ createdAt: day(-90), lastUsed }];
  life.sandbox.world.iam.addUser(ACCOUNT, { name: REF.userName, keys });
  life.keyId = keyOf(life, 0);
  return await heldOn(life, 8, 9);
}

const withAnotherName = (begin: () => Promise<Life>): Ending => ({
  how: 'another name',
  play: lived(begin, changed('delivery', { secretName: 'Account_{account}_Second_{user}' }), 10),
  becomes: ROTATES,
});

/** The secret is another ledger’s. */
export const FOREIGN_LEDGER: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'ledger-lost',
    says: ['`ledger.path`', '`keyturn ledger rebuild --from LEDGER --enforce`'],
    ends: [
      {
        how: 'run with that ledger',
        play: lived(
          foreign,
          (life) => {
            life.ledger = memoryLedger('ledger-lost');
          },
          10,
        ),
        becomes: ROTATES,
      },
      {
        how: 'its secrets are taken over',
        play: lived(
          foreign,
          (life) => rebuildLedger(commandOf(life), { enforce: true, from: 'ledger-lost' }),
          10,
        ),
        becomes: ROTATES,
      },
    ],
  },
];

/** The secret is another’s, or would give the key to others. */
export const SECRET_NOT_OURS: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'a secret of this name exists',
    says: ['another `delivery.secretName`', '`delivery.adoptExisting: true`', 'until it is gone'],
    ends: [
      withAnotherName(notOurs),
      {
        how: 'taken over',
        play: lived(notOurs, changed('delivery', { adoptExisting: true }), 10),
        becomes: ROTATES,
      },
      {
        how: 'deleted, and gone',
        play: lived(notOurs, (life) => life.sandbox.world.secrets.remove(SECRET, 7), stillHeld(15), 17),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'its policy allows everybody',
    says: ['Correct this in Secrets Manager or IAM', 'another `delivery.secretName`'],
    ends: [
      {
        how: 'the policy names who may read it',
        play: lived(
          openToAll,
          ({ sandbox }) => {
            sandbox.world.secrets.setPolicy(SECRET, policyFor({ AWS: `arn:aws:iam::${ACCOUNT}:root` }));
          },
          10,
        ),
        becomes: ROTATES,
      },
      withAnotherName(openToAll),
    ],
  },
  {
    state: 'blocked',
    detail: 'another user',
    says: ['another `delivery.secretName`', 'It also ends when the other user’s key is deleted'],
    ends: [
      withAnotherName(otherUsers),
      {
        how: 'the other user’s keys have left',
        play: lived(
          otherUsers,
          (life) => life.sandbox.world.iam.deleteUser({ ...REF, userName: 'app2' }),
          10,
        ),
        becomes: ROTATES,
      },
    ],
  },
];

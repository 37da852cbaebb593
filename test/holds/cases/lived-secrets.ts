import { RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { forceRotation } from '../../../src/app/force.ts';
import { undo } from '../../../src/app/undo.ts';
import { createClients } from '../../../src/aws/clients.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { ACCOUNT, SECRET, world } from '../../support/one-user.ts';
import { UP_TO_GRACE } from '../../support/runs-on-days.ts';
import { readerRole } from '../../support/secret-readers.ts';
import { day } from '../../support/world.ts';
import type { HoldCase, Played } from './hold-case.ts';
import { commandOf, heldOn, keyOf, type Life, lifeIn, on, playedTo } from './lived.ts';

/** Somebody with the right to do so takes back the deletion of the user's secret. */
export async function restoreSecret(life: Life): Promise<void> {
  const { sandbox } = life;
  sandbox.world.iam.addRole(ACCOUNT, readerRole(ACCOUNT, 'Admin', ['secretsmanager:RestoreSecret']));
  const credentials = sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'Admin' });
  const requestHandler = sandbox.requestHandler('admin');
  const { secretsManager } = createClients({ region: SECRET.region, credentials, requestHandler });
  await secretsManager.send(new RestoreSecretCommand({ SecretId: sandbox.world.secrets.get(SECRET).arn }));
  sandbox.clock.advance(3_000);
}

/** The replacement is made Inactive in IAM, and deleted a day later. */
async function replacementDeleted(life: Life, today: number): Promise<void> {
  const replacement = keyOf(life, 1);
  life.sandbox.clock.set(day(today));
  life.sandbox.world.iam.setKeyStatus(replacement, 'Inactive');
  await on(life, today + 0.1);
  life.sandbox.clock.set(day(today + 1));
  life.sandbox.world.iam.deleteKey(replacement);
  life.sandbox.clock.advance(MINUTE);
}

/** The secret is on its way out when the old key is due. */
async function secretLost(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, ...UP_TO_GRACE);
  life.sandbox.world.secrets.remove(SECRET, 30);
  await heldOn(life, 11, 12);
  return life;
}

/** The same, with a key that was far from its age limit. */
async function youngSecretLost(): Promise<Life> {
  const keys = [{ createdAt: day(-10), lastUsed: { at: day(-1), service: 's3', region: 'eu-west-1' } }];
  const life = lifeIn(world({}, { users: [{ name: 'app', keys }] }));
  await forced(life);
  await on(life, ...UP_TO_GRACE);
  life.sandbox.world.secrets.remove(SECRET, 30);
  await heldOn(life, 11);
  return life;
}

async function forced(life: Life): Promise<void> {
  const accountId = ACCOUNT as AccountId;
  await forceRotation(commandOf(life), { user: 'app', accountId, why: 'the text said so', enforce: true });
}

/** The secret is on its way out when the old key, Inactive by now, is due to be deleted. */
async function lostBeforeDeletion(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, ...UP_TO_GRACE, 11);
  life.sandbox.world.secrets.remove(SECRET, 30);
  await on(life, 15, 19, 20);
  await heldOn(life, 22, 23);
  return life;
}

/** The replacement was switched off while the old key waited for its deletion. */
async function replacementOff(): Promise<Life> {
  const life = lifeIn(world());
  await on(life, ...UP_TO_GRACE, 11);
  life.sandbox.world.iam.setKeyStatus(keyOf(life, 1), 'Inactive');
  await on(life, 15, 19, 20);
  await heldOn(life, 22, 40);
  return life;
}

async function undone(life: Life): Promise<void> {
  await undo(commandOf(life), { user: 'app' });
}

async function forcedAnew(life: Life, today: number): Promise<Played> {
  await replacementDeleted(life, today);
  const idle = await on(life, today + 1);
  if (idle?.action === 'rotate') throw new Error('It has not reached its age limit');
  await forced(life);
  return { held: life.held, after: await on(life, today + 1.1) };
}

const UNDO = '`keyturn undo --user USER`';
const ROTATES = { action: 'rotate' };

/** Holds for want of the replacement. */
export const REPLACEMENT_CASES: readonly HoldCase[] = [
  {
    gate: 'replacement',
    state: 'blocked',
    detail: 'the secret does not hold the replacement any more',
    says: [
      'Make the replacement the current version of the secret again',
      '`keyturn force --user USER --reason TEXT --enforce`',
    ],
    ends: [
      {
        how: 'the secret is restored: the owner is told a new date',
        play: async () => {
          const life = await secretLost();
          await restoreSecret(life);
          return await playedTo(life, 13);
        },
        becomes: {
          objections: [{ gate: 'notice', state: 'waiting', detail: 'it was announced again after a hold' }],
        },
      },
      {
        how: 'and the key goes on it',
        play: async () => {
          const life = await secretLost();
          await restoreSecret(life);
          return await playedTo(life, 13, 17, 19, 20);
        },
        becomes: { action: 'deactivate' },
      },
      {
        how: 'its value is lost: the replacement is deleted, and a new one is made',
        play: async () => {
          const life = await secretLost();
          await replacementDeleted(life, 13);
          return await playedTo(life, 14);
        },
        becomes: ROTATES,
      },
      {
        how: 'where the old key is young a new one is made when it is ordered',
        play: async () => await forcedAnew(await youngSecretLost(), 12),
      },
    ],
  },
  {
    gate: 'replacement',
    state: 'blocked',
    detail: 'and nobody has used it',
    says: ['Make the replacement the current version of the secret again', UNDO],
    ends: [
      {
        how: 'the secret is restored: the owner is told a new date',
        play: async () => {
          const life = await lostBeforeDeletion();
          await restoreSecret(life);
          return await playedTo(life, 24);
        },
        becomes: {
          objections: [{ gate: 'notice', state: 'waiting', detail: 'it was announced again after a hold' }],
        },
      },
      {
        how: 'and the key goes on the new date',
        play: async () => {
          const life = await lostBeforeDeletion();
          await restoreSecret(life);
          return await playedTo(life, 24, 28, 30, 31.1);
        },
        becomes: { action: 'delete' },
      },
      {
        how: 'its value is lost: the old key is brought back, and a new replacement made',
        play: async () => {
          const life = await lostBeforeDeletion();
          await undone(life);
          await replacementDeleted(life, 24);
          return await playedTo(life, 25);
        },
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'replacement',
    state: 'blocked',
    detail: 'not active any more',
    says: ['Make the key that took its place Active again in IAM', UNDO, 'delete this one in IAM'],
    ends: [
      {
        how: 'it is made Active again: the owner is told a new date',
        play: async () => {
          const life = await replacementOff();
          life.sandbox.world.iam.setKeyStatus(keyOf(life, 1), 'Active');
          return await playedTo(life, 41);
        },
        becomes: { action: 'warn', warning: { pending: 'delete', anew: true } },
      },
      {
        how: 'and this key goes on the new date',
        play: async () => {
          const life = await replacementOff();
          life.sandbox.world.iam.setKeyStatus(keyOf(life, 1), 'Active');
          return await playedTo(life, 41, 45, 47, 48.1);
        },
        becomes: { action: 'delete' },
      },
      {
        how: 'it is deleted, and this key brought back: a new replacement is made',
        play: async () => {
          const life = await replacementOff();
          life.sandbox.world.iam.deleteKey(keyOf(life, 1));
          life.sandbox.clock.advance(MINUTE);
          await undone(life);
          return await playedTo(life, 41);
        },
        becomes: ROTATES,
      },
      {
        how: 'nothing needs a key: this one is deleted in IAM',
        play: async () => {
          const life = await replacementOff();
          life.sandbox.world.iam.deleteKey(life.keyId);
          return await playedTo(life, 41);
        },
      },
    ],
  },
];

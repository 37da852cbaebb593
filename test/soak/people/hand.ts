import { RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { UserRecord } from '../../../src/sandbox/index.ts';
import { secretName } from '../../../src/secrets/secret-names.ts';
import { type Dice, diceOf } from '../dice.ts';
import { noteStandings } from '../knowledge.ts';
import { lightClient } from '../light/client.ts';
import { AGE_TAG, EXEMPT_GROUP, EXEMPT_TAG, UNUSED_TAG } from '../make-settings.ts';
import type { HandAct } from '../schedule.ts';
import { REGION, type Stage } from '../stage.ts';
import { type Owner, ownerOf } from './owners.ts';

/** Somebody and a piece of the world to act on. */
interface Hand {
  readonly stage: Stage;
  readonly owners: Owner[];
  readonly dice: Dice;
  readonly user: UserRecord;
}

/** What people do to AWS itself; orders to Keyturn are not among it. */
export type WorldAct = Exclude<HandAct, 'undo' | 'keep' | 'release' | 'extend' | 'force'>;

/** Does one thing by hand, to a user drawn from the seed; nothing when there is nothing to do it to. */
export async function actByHand(
  stage: Stage,
  owners: Owner[],
  step: { readonly act: WorldAct; readonly seed: number; readonly userName?: string | undefined },
): Promise<void> {
  const dice = diceOf(step.seed);
  const { world } = stage.sandbox;
  const all = stage.schedule.accounts.flatMap((account) => world.iam.users(account.id));
  const named = all.filter(({ name }) => name === step.userName);
  const users = named.length > 0 && dice.chance(0.8) ? named : all;
  if (users.length === 0) return;
  await ACTS[step.act]({ stage, owners, dice, user: dice.pick(users) });
  stage.touched = true;
  noteStandings(stage.knowledge, stage.sandbox);
}

const ACTS: Readonly<Record<WorldAct, (hand: Hand) => void | Promise<void>>> = {
  'create-key': ({ stage, dice, user, owners }) => {
    if (user.keys.size >= (dice.chance(0.1) ? 3 : 2)) return;
    const key = stage.sandbox.world.iam.createKey(refOf(user));
    const owner = owners.find(({ userId }) => userId === user.userId);
    if (owner === undefined || dice.chance(0.3)) return;
    if (dice.chance(0.5)) owner.holds.clear();
    owner.holds.add(key.id);
  },
  'deactivate-key': ({ stage, dice, user, owners }) => {
    const key = keyOf(user, dice, 'Active');
    if (key === undefined) return;
    stage.sandbox.world.iam.setKeyStatus(key, 'Inactive');
    if (dice.chance(0.7)) for (const owner of owners) owner.holds.delete(key);
  },
  'reactivate-key': ({ stage, dice, user, owners }) => {
    const key = keyOf(user, dice, 'Inactive');
    if (key === undefined) return;
    stage.sandbox.world.iam.setKeyStatus(key, 'Active');
    if (dice.chance(0.5)) owners.find(({ userId }) => userId === user.userId)?.holds.add(key);
  },
  'delete-key': ({ stage, dice, user, owners }) => {
    const key = keyOf(user, dice);
    if (key === undefined) return;
    stage.sandbox.world.iam.deleteKey(key);
    for (const owner of owners) owner.holds.delete(key);
  },
  'delete-user': ({ stage, user }) => stage.sandbox.world.iam.deleteUser(refOf(user)),
  'recreate-user': ({ stage, user, owners, dice }) => {
    stage.sandbox.world.iam.deleteUser(refOf(user));
    addUser({ stage, owners, dice }, user.accountId, user.name);
  },
  'add-user': ({ stage, owners, dice, user }) => {
    const name = `v${dice.between(1, 9)}`;
    if (stage.sandbox.world.iam.findUser({ accountId: user.accountId, userName: name }) !== undefined) return;
    if (stage.sandbox.world.iam.users(user.accountId).length < 8)
      addUser({ stage, owners, dice }, user.accountId, name);
  },
  'delete-secret': (hand) => removeSecret(hand, hand.dice.pick([7, 30])),
  'purge-secret': (hand) => removeSecret(hand, 0),
  'restore-secret': async (hand) => {
    const { stage, user } = hand;
    const secret = stage.sandbox.world.secrets.find(secretOf(hand));
    if (secret?.deletedAt === undefined) return;
    const admin = { accountId: user.accountId, roleName: 'Admin', sessionName: 'admin' };
    const client = lightClient('secretsmanager', {
      transport: (call) => stage.sandbox.perform(call, 'admin'),
      now: () => stage.sandbox.clock.now(),
      region: REGION,
      credentials: stage.sandbox.world.credentials.forRole(admin),
    });
    await client.send(new RestoreSecretCommand({ SecretId: secret.arn }));
  },
  'overwrite-secret': (hand) => {
    const { secrets } = hand.stage.sandbox.world;
    if (secrets.find(secretOf(hand)) !== undefined) secrets.putValue(secretOf(hand), 'something else');
  },
  'foreign-secret': (hand) => {
    const { secrets } = hand.stage.sandbox.world;
    if (hand.dice.chance(0.5) && secrets.find(secretOf(hand)) !== undefined)
      secrets.setTags(secretOf(hand), { 'keyturn:ledger': 'another' });
  },
  'tag-user': ({ stage, dice, user }) => {
    const tags = Object.fromEntries(user.tags);
    const [name, values] = dice.pick([
      [AGE_TAG, ['15', '30', '60', '10', '120d', 'never']],
      [UNUSED_TAG, ['replace', 'keep', 'retire']],
      ['Vip', ['yes', 'no']],
    ] as const);
    const { [name]: _old, ...others } = tags;
    const after = dice.chance(0.3) ? others : { ...others, [name]: dice.pick(values) };
    stage.sandbox.world.iam.setUserTags(refOf(user), after);
  },
  'exempt-user': ({ stage, dice, user }) => {
    const { iam } = stage.sandbox.world;
    if (dice.chance(0.5)) iam.addToGroup(refOf(user), EXEMPT_GROUP);
    else iam.setUserTags(refOf(user), { ...Object.fromEntries(user.tags), [EXEMPT_TAG]: 'true' });
  },
  'end-exemption': ({ stage }) => {
    const { iam } = stage.sandbox.world;
    for (const account of stage.schedule.accounts) {
      for (const user of iam.users(account.id)) {
        const { [EXEMPT_TAG]: tag, ...others } = Object.fromEntries(user.tags);
        if (user.groups.has(EXEMPT_GROUP)) iam.removeFromGroup(refOf(user), EXEMPT_GROUP);
        if (tag !== undefined) iam.setUserTags(refOf(user), others);
      }
    }
  },
};

function addUser(given: Pick<Hand, 'stage' | 'owners' | 'dice'>, accountId: string, userName: string): void {
  const { stage, owners, dice } = given;
  const keys = Array.from({ length: dice.between(0, 2) }, () => ({}));
  stage.sandbox.world.iam.addUser(accountId, { name: userName, keys });
  const habit = {
    everyDays: dice.pick([0, 1, 3]),
    holdsAll: dice.chance(0.3),
    takesUpAfter: dice.chance(0.7) ? dice.between(0, 9) : undefined,
    keepsBoth: false,
    callsForHelp: 0.5,
  };
  owners.push(ownerOf(stage, { accountId, userName, habit }));
}

function removeSecret(hand: Hand, recoveryDays: number): void {
  const { secrets } = hand.stage.sandbox.world;
  if (secrets.find(secretOf(hand))?.deletedAt === undefined && secrets.find(secretOf(hand)) !== undefined)
    secrets.remove(secretOf(hand), recoveryDays);
}

function secretOf({ stage, user }: Hand): { accountId: string; name: string; region: string } {
  const { accountId, name: userName } = user;
  const name = secretName(stage.settings.delivery.secretName, { accountId, userName });
  return { accountId, name, region: REGION };
}

function refOf(user: UserRecord): { accountId: string; userName: string } {
  return { accountId: user.accountId, userName: user.name };
}

function keyOf(user: UserRecord, dice: Dice, status?: string): string | undefined {
  const keys = [...user.keys.values()].filter((key) => status === undefined || key.status === status);
  return keys.length === 0 ? undefined : dice.pick(keys).id;
}

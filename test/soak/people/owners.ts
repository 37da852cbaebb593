import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { PlainCall } from '../../../src/sandbox/index.ts';
import { use as useAsS3 } from '../../support/world.ts';
import { type Dice, diceOf } from '../dice.ts';
import { lightClient } from '../light/client.ts';
import type { Habit } from '../schedule.ts';
import { REGION, type Stage } from '../stage.ts';

/** The application behind a user, and the keys it holds. */
export interface Owner {
  readonly accountId: string;
  readonly userName: string;
  readonly userId: string;
  readonly habit: Habit;
  readonly holds: Set<string>;
  toldOn: number | undefined;
  secretArn: string | undefined;
}

/** A cry for help of an owner who was cut off. */
export interface CutOff {
  readonly owner: Owner;
  readonly keyId: string;
}

/** The owners that there are at the beginning. */
export function firstOwners(stage: Stage): Owner[] {
  return stage.schedule.accounts.flatMap((account) =>
    account.users.map((plan) =>
      ownerOf(stage, { accountId: account.id, userName: plan.name, habit: plan.habit }),
    ),
  );
}

/** The owner of a user that exists, holding all its active keys or the newest of them. */
export function ownerOf(
  stage: Stage,
  who: { readonly accountId: string; readonly userName: string; readonly habit: Habit },
): Owner {
  const user = stage.sandbox.world.iam.user(who);
  const active = stage.sandbox.world.iam.keys(who).filter((key) => key.status === 'Active');
  const held = who.habit.holdsAll ? active : active.slice(-1);
  return {
    ...who,
    userId: user.userId,
    holds: new Set(held.map((key) => key.id)),
    toldOn: undefined,
    secretArn: undefined,
  };
}

/** One morning: whoever is due uses what it holds, and may fetch the replacement that it was told of. */
export async function actOwners(
  stage: Stage,
  owners: readonly Owner[],
  today: number,
): Promise<readonly CutOff[]> {
  const cutOff: CutOff[] = [];
  for (const [index, owner] of owners.entries()) {
    const { iam } = stage.sandbox.world;
    if (iam.findUser(owner)?.userId !== owner.userId) continue;
    const { takesUpAfter, everyDays } = owner.habit;
    if (takesUpAfter !== undefined && owner.toldOn !== undefined && today >= owner.toldOn + takesUpAfter)
      await takeUp(stage, owner);
    if (everyDays === 0 || (today + index) % everyDays !== 0) continue;
    const dice = diceOf(stage.schedule.seed * 1_000 + today * 10 + index);
    for (const keyId of [...owner.holds]) {
      if (useKey(stage, keyId, dice)) continue;
      const gone = iam.findKey(keyId)?.deletedAt !== undefined;
      if (gone) owner.holds.delete(keyId);
      else if (dice.chance(owner.habit.callsForHelp)) cutOff.push({ owner, keyId });
    }
  }
  return cutOff;
}

/** Owners read what reached them: the latest hand-over is the one that counts. */
export function readMail(stage: Stage, owners: readonly Owner[], from: number, today: number): number {
  const { mail } = stage.knowledge;
  for (const { notice } of mail.slice(from)) {
    if (notice.kind !== 'rotated') continue;
    const owner = owners.find((candidate) => candidate.userId === notice.userId);
    if (owner === undefined) continue;
    owner.toldOn = today;
    owner.secretArn = notice.secretArn;
  }
  return mail.length;
}

function useKey(stage: Stage, keyId: string, dice: Dice): boolean {
  if (!dice.chance(0.04)) return useAsS3(stage.sandbox, keyId);
  const { secretAccessKey: secret } = stage.sandbox.world.credentials.forKey(keyId);
  return stage.sandbox.world.useKey({ accessKeyId: keyId, secret, service: 'sts', region: REGION }).ok;
}

/** Fetches the secret as an application would: with a key that it holds, so that the secret's policy decides. */
async function takeUp(stage: Stage, owner: Owner): Promise<void> {
  for (const keyId of owner.holds) {
    const connection = {
      transport: (call: PlainCall) => stage.sandbox.perform(call, 'owner'),
      now: () => stage.sandbox.clock.now(),
      region: REGION,
      credentials: stage.sandbox.world.credentials.forKey(keyId),
    };
    const fetched = await lightClient('secretsmanager', connection)
      .send(new GetSecretValueCommand({ SecretId: owner.secretArn ?? '' }))
      .then(
        (answer) => /AKIA[A-Z0-9]{16}/.exec(String((answer as { SecretString?: string }).SecretString))?.[0],
        () => undefined,
      );
    if (fetched === undefined) continue;
    if (!owner.habit.keepsBoth) owner.holds.clear();
    owner.holds.add(fetched);
    owner.toldOn = undefined;
    return;
  }
}

import { isKeyturn } from '../../../src/demo/invariants.ts';
import type { AccessKeyId, AccountId, UserId } from '../../../src/domain/ids.ts';
import { SECOND } from '../../../src/domain/time.ts';
import { versionIdOf } from '../../../src/secrets/secret-names.ts';
import type { Stage } from '../stage.ts';
import { isKeptByPerson, isReleasedByPerson } from './persons-own.ts';

/**
 * What must hold whenever no process is at work.
 *
 * G1: a key that Keyturn made and that is active was handed over, or the ledger knows that it is unfinished or to be
 * discarded; and nobody was told of a key before it was handed over.
 */
export async function stateProblemsNow(stage: Stage, today: number): Promise<readonly string[]> {
  const problems: string[] = [];
  const { events, iam } = stage.sandbox.world;
  const made = new Set<string>();
  const promoted = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'CreateAccessKey' && isKeyturn(event)) made.add(event.accessKeyId ?? '');
    if (event.type === 'UpdateSecretVersionStage' && event.detail.stage === 'AWSCURRENT')
      promoted.set(String(event.detail.to), promoted.get(String(event.detail.to)) ?? event.at);
  }
  if (made.size === 0) return problems;
  for (const account of stage.schedule.accounts) {
    for (const user of iam.users(account.id)) {
      const mine = [...user.keys.values()].filter((key) => made.has(key.id) && key.status === 'Active');
      if (mine.length === 0) continue;
      const memory = await stage.ledger.loadUser({
        accountId: account.id as AccountId,
        userId: user.userId as UserId,
      });
      for (const key of mine) {
        const handedOver = promoted.has(versionIdOf(key.id as AccessKeyId));
        const record = memory.keys.find((candidate) => candidate.keyId === key.id);
        const known = memory.openSaga !== undefined || record?.discard !== undefined;
        const own = { ...key, userId: user.userId };
        const inherited =
          known || handedOver ? false : await isKnownOfNamesake(stage, { accountId: account.id, user, key });
        const persons = isReleasedByPerson(stage.knowledge, own) || isKeptByPerson(stage.knowledge, own);
        if (!handedOver && !known && !inherited && !persons)
          problems.push(`day ${today} ${user.name} …${key.id.slice(-4)}: G1: made, active, and forgotten`);
      }
    }
  }
  for (const { notice, at: toldAt } of stage.knowledge.mail) {
    if (notice.kind !== 'rotated' || notice.newKeyId === undefined) continue;
    const at = promoted.get(versionIdOf(notice.newKeyId));
    if (at === undefined || at > toldAt)
      problems.push(`day ${today} ${notice.userName}: G1: told of a key before it was handed over`);
  }
  return problems;
}

/**
 * Whether the ledger knows the key under a user of the same name who is gone: as its own, or as what the rotation can have
 * made that it left open. IAM takes a name where it makes a key.
 */
async function isKnownOfNamesake(
  stage: Stage,
  of: {
    readonly accountId: string;
    readonly user: { readonly userId: string; readonly name: string };
    readonly key: { readonly id: string; readonly createdAt: number };
  },
): Promise<boolean> {
  const { accountId, user, key } = of;
  const memories = await stage.ledger.loadAccount(accountId as AccountId);
  return [...memories.values()].some(({ userId, keys, openSaga }) => {
    if (
      userId === user.userId ||
      stage.sandbox.world.iam.users(accountId).some((one) => one.userId === userId)
    )
      return false;
    if (keys.some((record) => record.keyId === key.id && record.madeByUs)) return true;
    if (openSaga?.kind !== 'rotate' || openSaga.userName !== user.name) return false;
    const { createFrom = Infinity, createUntil = -Infinity, createSkew = 0 } = openSaga;
    // The request was timed by a clock that may be minutes off; IAM dates keys by its own.
    const madeAt = key.createdAt - createSkew;
    return madeAt >= createFrom - 2 * SECOND && madeAt <= createUntil + 2 * SECOND;
  });
}

import type { AccessKeyId } from '../domain/ids.ts';
import type { LostKey, SecretCheck, SecretLoss, SecretSight } from '../domain/lost-key.ts';
import { type KeyRecord, recordOf, type UserMemory } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { HOUR, hasPassed, type Instant } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { AccountReader, SecretState } from '../ports/cloud.ts';
import { versionIdOf } from '../secrets/secret-names.ts';

/** A key that was handed over through a secret, as far as the ledger knows unused. */
export interface HandedOver {
  readonly record: KeyRecord;
  readonly secretArn: string;
}

/** Just after the hand-over an answer may still be that of before. */
const SETTLING = HOUR;

/** The key that the user's secret ought to give out; undefined when it was used, replaced, or is none of Keyturn's. */
export function handedOverKey(
  facts: Pick<UserFacts, 'keys'>,
  memory: UserMemory,
  now: Instant,
): HandedOver | undefined {
  const record = facts.keys
    .filter((key) => key.status === 'active')
    .flatMap((key) => recordOf(memory, key.id) ?? [])
    .filter(isWaitedFor)
    .sort((a, b) => b.createdAt - a.createdAt)[0];
  if (record?.promotedAt === undefined || !hasPassed(record.promotedAt, SETTLING, now)) return undefined;
  const secretArn = record.secretArn ?? toldArn(memory, record.keyId);
  return secretArn === undefined ? undefined : { record, secretArn };
}

function isWaitedFor(record: KeyRecord): boolean {
  return (
    record.madeByUs &&
    record.promotedAt !== undefined &&
    record.adoptedAt === undefined &&
    record.discard === undefined &&
    record.replacedBy === undefined
  );
}

/** Records of earlier versions do not name the secret; the message to the owner does. */
function toldArn({ notices }: UserMemory, keyId: AccessKeyId): string | undefined {
  return notices.find((notice) => notice.newKeyId === keyId)?.secretArn;
}

/**
 * Asks the secret whether it still gives out a key that was handed over. The version id carries the key id, so no value
 * is read. Only of a key that is known to be unused is anything said: who uses it has it.
 */
export async function lookAtSecret(
  reader: Pick<AccountReader, 'describeSecret' | 'lastUsed'>,
  facts: UserFacts,
  about: { readonly key: HandedOver; readonly before: SecretCheck | undefined; readonly now: Instant },
): Promise<SecretSight> {
  const { key, before, now } = about;
  const { keyId } = key.record;
  const standing = before?.lost?.keyId === keyId ? before.lost : undefined;
  /** It is asked again in the next run, and what was known stands until then. */
  const unanswered: SecretCheck = {
    askedAt: before?.askedAt ?? (0 as Instant),
    ...(standing === undefined ? {} : { lost: standing }),
  };
  let secret: SecretState | undefined;
  try {
    secret = await reader.describeSecret(key.secretArn);
  } catch (error) {
    if (!isCallFailure(error)) throw error;
    // A role that may not ask does not ask again before the next turn, and claims nothing.
    const denied = error.kind === 'denied';
    return { check: denied ? { askedAt: now } : unanswered, unasked: { code: error.awsCode, denied } };
  }
  const loss = lossOf(secret, keyId);
  if (loss === undefined) return { check: { askedAt: now } };
  const lastUsed = facts.lastUsed.get(keyId) ?? (await reader.lastUsed(keyId));
  const read = { lastUsed: [keyId, lastUsed] as const };
  if (lastUsed.kind === 'unknown') return { check: unanswered, ...read };
  const unused = lastUsed.kind === 'never-used' || isOwnProof(key.record, lastUsed);
  if (!unused) return { check: { askedAt: now }, ...read };
  const { secretArn } = key;
  const since = standing?.since ?? now;
  const lost: LostKey = { keyId, secretArn, loss, since, alone: facts.keys.length === 1 };
  return { check: { askedAt: now, lost }, ...read };
}

function lossOf(secret: SecretState | undefined, keyId: AccessKeyId): SecretLoss | undefined {
  if (secret === undefined) return 'gone';
  if (secret.pendingDeletion) return 'scheduled-for-deletion';
  const version = versionIdOf(keyId);
  if (secret.stages.get('AWSCURRENT') === version) return undefined;
  return [...secret.stages.values()].includes(version) ? 'overwritten' : 'version-gone';
}

import { isKeyturn } from '../../src/demo/invariants.ts';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { secretName, versionIdOf } from '../../src/secrets/secret-names.ts';

/** Where to look. */
export interface StateCheck {
  readonly ledger: Ledger;
  readonly users: readonly { readonly accountId: string; readonly userName: string }[];
  readonly today: number;
  readonly region?: string;
}

/**
 * Guarantees that must hold of the state between runs.
 *
 * G1: every key that Keyturn made is either the secret's current value, or known to the ledger as unfinished or to be
 * discarded; whoever was told of a new key finds it in the secret. G7: no user ever has more than two keys. G6: no
 * secret access key stands in the ledger.
 */
export async function stateProblems(sandbox: Sandbox, check: StateCheck): Promise<readonly string[]> {
  const problems: string[] = [];
  const made = new Set(
    sandbox.world.events
      .filter((event) => event.type === 'CreateAccessKey' && isKeyturn(event))
      .map((event) => event.accessKeyId),
  );
  for (const ref of check.users) {
    const user = sandbox.world.iam.findUser(ref);
    if (user === undefined) continue;
    const keys = sandbox.world.iam.keys(ref);
    const memory = await check.ledger.loadUser({
      accountId: ref.accountId as AccountId,
      userId: user.userId as UserId,
    });
    const name = secretName(DEFAULT_SETTINGS.delivery.secretName, ref);
    const secret = sandbox.world.secrets.find({
      accountId: ref.accountId,
      name,
      region: check.region ?? 'eu-west-1',
    });
    const value =
      secret === undefined
        ? undefined
        : sandbox.world.secrets.value({
            accountId: ref.accountId,
            name,
            region: check.region ?? 'eu-west-1',
          });
    const say = (text: string): void => {
      problems.push(`day ${check.today}: ${ref.userName}: ${text}`);
    };
    if (keys.length > 2) say(`G7: ${keys.length} keys`);
    for (const key of keys.filter((candidate) => made.has(candidate.id) && candidate.status === 'Active')) {
      const current = value?.includes(key.id) === true;
      const record = memory.keys.find((candidate) => candidate.keyId === key.id);
      const known = memory.openSaga !== undefined || record?.discard !== undefined;
      if (!current && !known)
        say(`G1: the new key …${key.id.slice(-4)} is active, not in the secret, and not known as unfinished`);
    }
    for (const notice of memory.notices.filter(
      (candidate) => candidate.kind === 'rotated' && candidate.newKeyId !== undefined,
    )) {
      const promoted = sandbox.world.events.some(
        (event) =>
          event.type === 'UpdateSecretVersionStage' &&
          event.detail.to === versionIdOf(notice.newKeyId as AccessKeyId) &&
          event.at <= notice.queuedAt,
      );
      if (!promoted) say('G1: the owner was told of a key before it was in the secret');
    }
    const text = JSON.stringify(memory);
    for (const key of keys) {
      if (text.includes(sandbox.world.credentials.forKey(key.id).secretAccessKey))
        say('G6: a secret access key stands in the ledger');
    }
  }
  return problems;
}

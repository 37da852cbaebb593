import { readKeyId } from '../aws/read-key-id.ts';
import type { Notice } from '../domain/memory.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { CastMember } from './cast.ts';

/** Something that happened to an owner, worth telling. */
export interface OwnerEvent {
  readonly kind: 'picked-up' | 'cut-off';
  readonly accountId: string;
  readonly userName: string;
}

/** The owners' applications: they use their keys, and some of them fetch replacements. */
export interface Owners {
  /** One morning: every application that is due uses its key, and may fetch the replacement it was told of. */
  act(day: number): Promise<readonly OwnerEvent[]>;
  /** Owners read their mail. */
  read(notices: readonly Notice[], day: number): void;
  /** An operator has reopened the old key of whoever was cut off: the replacement can be fetched with it. */
  reopened(accountId: string, userName: string, day: number): void;
}

interface Owner extends CastMember {
  habit: CastMember['habit'];
  keyId: string | undefined;
  toldOn: number | undefined;
  secretArn: string | undefined;
}

/**
 * The owners of the story. They fetch secrets as real applications would: by GetSecretValue with the key they hold, so
 * that the secret's resource policy decides whether they may.
 */
export function createOwners(sandbox: Sandbox, cast: readonly CastMember[], region: string): Owners {
  const owners = cast.map((member): Owner => {
    const keys = sandbox.world.iam.keys({ accountId: member.accountId, userName: member.user.name });
    const held = member.habit.holds === undefined ? undefined : keys[member.habit.holds]?.id;
    return { ...member, keyId: held, toldOn: undefined, secretArn: undefined };
  });
  const byUser = new Map(owners.map((owner) => [`${owner.accountId}/${owner.user.name}`, owner]));

  const use = (owner: Owner): boolean => {
    if (owner.keyId === undefined) return true;
    const { secretAccessKey: secret } = sandbox.world.credentials.forKey(owner.keyId);
    return sandbox.world.useKey({ accessKeyId: owner.keyId, secret, service: 's3', region }).ok;
  };
  const fetchKey = async (owner: Owner): Promise<boolean> => {
    if (owner.keyId === undefined || owner.secretArn === undefined) return false;
    const { accessKeyId, secretAccessKey } = sandbox.world.credentials.forKey(owner.keyId);
    const connection = {
      region,
      credentials: { accessKeyId, secretAccessKey },
      requestHandler: sandbox.requestHandler('owner'),
    };
    try {
      const keyId = await readKeyId(connection, owner.secretArn);
      if (keyId !== undefined) owner.keyId = keyId;
      return keyId !== undefined;
    } catch {
      return false;
    }
  };

  return {
    async act(day) {
      const events: OwnerEvent[] = [];
      for (const owner of owners) {
        const { accountId, habit } = owner;
        const about = { accountId, userName: owner.user.name };
        const due =
          habit.picksUpAfter !== undefined &&
          owner.toldOn !== undefined &&
          day >= owner.toldOn + habit.picksUpAfter;
        if (due && (await fetchKey(owner))) {
          owner.toldOn = undefined;
          events.push({ kind: 'picked-up', ...about });
        }
        if (day % habit.everyDays === 0 && !use(owner)) events.push({ kind: 'cut-off', ...about });
      }
      return events;
    },
    read(notices, day) {
      for (const notice of notices) {
        const owner = byUser.get(`${notice.accountId}/${notice.userName}`);
        if (owner === undefined || notice.kind !== 'rotated') continue;
        owner.toldOn = day;
        owner.secretArn = notice.secretArn;
      }
    },
    reopened(accountId, userName, day) {
      const owner = byUser.get(`${accountId}/${userName}`);
      if (owner === undefined) return;
      owner.habit = { ...owner.habit, picksUpAfter: 1 };
      owner.toldOn = day;
    },
  };
}

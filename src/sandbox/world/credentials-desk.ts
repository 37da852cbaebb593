import { keyIn, roleIn, userIn, WorldError } from './lookup.ts';
import type { KeyRecord } from './model.ts';
import { storeOptional } from './policies.ts';
import { issueSession } from './sessions.ts';
import type { WorldState } from './state.ts';
import type { CredentialsDesk, SandboxCredentials } from './world.ts';

/** Makes the desk that hands out credentials. */
export function createCredentialsDesk(state: WorldState): CredentialsDesk {
  return {
    forRole: (ref) => {
      const session = issueSession(state, {
        role: roleIn(state, ref),
        sessionName: ref.sessionName ?? 'sandbox',
        durationSeconds: ref.durationSeconds ?? 3600,
        policy: storeOptional(ref.policy),
      });
      return {
        accessKeyId: session.accessKeyId,
        secretAccessKey: session.secret.reveal(),
        sessionToken: session.token.reveal(),
      };
    },
    forUser: (ref) => {
      const keys = [...userIn(state, ref).keys.values()].filter((key) => key.status === 'Active');
      const newest = keys.toSorted((a, b) => b.createdAt - a.createdAt)[0];
      const key = ref.accessKeyId === undefined ? newest : keyIn(state, ref.accessKeyId);
      if (key === undefined) throw new WorldError(`User ${ref.userName} has no active key.`);
      return pairOf(key);
    },
    forKey: (accessKeyId) => pairOf(keyIn(state, accessKeyId)),
  };
}

function pairOf(key: KeyRecord): SandboxCredentials {
  return { accessKeyId: key.id, secretAccessKey: key.secret.reveal() };
}

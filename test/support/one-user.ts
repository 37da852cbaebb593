import type { AccountId, UserId } from '../../src/domain/ids.ts';
import type { UserMemory } from '../../src/domain/memory.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, sandboxWith, use } from './world.ts';

export const ACCOUNT = '111111111111';
export const REF: { readonly accountId: string; readonly userName: string } = {
  accountId: ACCOUNT,
  userName: 'app',
};
export const NAME: string = `Account_${ACCOUNT}_User_app_AccessKey`;
export const SECRET: { readonly accountId: string; readonly name: string; readonly region: string } = {
  accountId: ACCOUNT,
  name: NAME,
  region: 'eu-west-1',
};
export const lastUsed: { readonly at: number; readonly service: string; readonly region: string } = {
  at: day(-1),
  service: 's3',
  region: 'eu-west-1',
};

/** A simulated organization, and the ledger of its runs. */
export interface W {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
}

/** One account with one user, whose only key is due on day 0. */
export function world(options: Partial<SandboxOptions> = {}, more: Parameters<typeof member>[2] = {}): W {
  return {
    sandbox: sandboxWith(
      [member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }], more)],
      options,
    ),
    ledger: memoryLedger(),
  };
}

/** A user whose only key reaches its limit on day 5. */
export const young = (): W => ({
  sandbox: sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-85), lastUsed }] }])]),
  ledger: memoryLedger(),
});

/** What the ledger knows of the user. */
export async function memoryOf(w: W, ref: typeof REF = REF): Promise<UserMemory> {
  const { userId } = w.sandbox.world.iam.user(ref);
  return await w.ledger.loadUser({ accountId: ref.accountId as AccountId, userId: userId as UserId });
}

/** The status of each of the user's keys, in the order of their creation. */
export const statuses = (s: Sandbox, ref: typeof REF = REF): readonly string[] =>
  s.world.iam.keys(ref).map((k) => k.status);

/** The id of the user's first key. */
export const oldKeyOf = (w: W): string => w.sandbox.world.iam.keys(REF)[0]?.id ?? '';

/** Its owner uses the key an hour before the run of a day. */
export function useBefore(w: W, d: number, keyId: string): void {
  w.sandbox.clock.set(day(d) - 3_600_000);
  use(w.sandbox, keyId);
}

import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox, UserDefinition } from '../../src/sandbox/index.ts';
import { ACCOUNT } from './one-user.ts';
import { day, member, memoryLedger, sandboxWith } from './world.ts';

/** A sandbox with one member account whose users all have one key, and a ledger of its own. */
export function office(users: readonly UserDefinition[]): {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
} {
  return { sandbox: sandboxWith([member(ACCOUNT, users)], { pageSize: 1000 }), ledger: memoryLedger() };
}

/** Users with one key each, used yesterday; of ages from 0 to 59 days unless said otherwise. */
export function users(count: number, ageOf = (index: number): number => index % 60): UserDefinition[] {
  const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
  return Array.from({ length: count }, (_, index) => ({
    name: `user-${String(index).padStart(4, '0')}`,
    keys: [{ createdAt: day(-ageOf(index)), lastUsed }],
  }));
}

import { type AccessKey, type LastUsed, NOT_READ } from '../domain/access-key.ts';
import type { CredentialRow, ReportedKey } from '../domain/credential-report.ts';
import { recordOf } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { hasPassed, type Instant, SECOND } from '../domain/time.ts';
import { lastUsedOf } from '../domain/user-facts.ts';
import type { AdviceInput } from './advice-rule.ts';

/** What is known of the use of a key by anybody but Keyturn. */
export type KeyUse =
  | { readonly known: false }
  | {
      readonly known: true;
      /** Undefined when the key was never used. */
      readonly last?: { readonly at: Instant; readonly service: string; readonly region: string };
      /** The last use, or else the creation of the key. */
      readonly quietSince: Instant;
    };

/**
 * The last use of a key: as IAM told in this run, or else as the credential report tells it.
 *
 * The report names no key ids. A slot of it is taken for a key only if its date is that of the key's creation, and no
 * other key and no other slot has that date; otherwise the use is unknown.
 */
export function useOf(input: AdviceInput, key: AccessKey): KeyUse {
  const told = lastUsedOf(input.facts, key.id);
  const lastUsed = told.kind === 'unknown' ? reportedUse(input, key) : told;
  if (lastUsed.kind === 'unknown') return { known: false };
  if (lastUsed.kind === 'never-used' || isOwnProof(recordOf(input.memory, key.id), lastUsed))
    return { known: true, quietSince: key.createdAt };
  const { at, service, region } = lastUsed;
  return { known: true, last: { at, service, region }, quietSince: at };
}

/** Whether it is known that nobody has used the key for as long as policy calls unused. */
export function isUnused(input: AdviceInput, key: AccessKey): boolean {
  const use = useOf(input, key);
  return use.known && hasPassed(use.quietSince, input.policy.unusedFor, input.now);
}

function reportedUse({ facts, row }: AdviceInput, key: AccessKey): LastUsed {
  const slot = slotOf(row, key);
  const alike = facts.keys.filter((other) => isSameSecond(other.createdAt, key.createdAt));
  if (slot === undefined || alike.length > 1) return NOT_READ;
  if (slot.lastUsedAt === undefined) return { kind: 'never-used' };
  const { lastUsedService = 'N/A', lastUsedRegion = 'N/A' } = slot;
  return { kind: 'used', at: slot.lastUsedAt, service: lastUsedService, region: lastUsedRegion };
}

function slotOf(row: CredentialRow | undefined, key: AccessKey): ReportedKey | undefined {
  const slots = (row?.keys ?? []).filter(
    ({ lastRotated }) => lastRotated !== undefined && isSameSecond(lastRotated, key.createdAt),
  );
  return slots.length === 1 ? slots[0] : undefined;
}

function isSameSecond(a: Instant, b: Instant): boolean {
  return Math.floor(a / SECOND) === Math.floor(b / SECOND);
}

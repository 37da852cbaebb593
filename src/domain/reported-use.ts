import { type AccessKey, type LastUsed, NOT_READ } from './access-key.ts';
import type { CredentialRow, ReportedKey } from './credential-report.ts';
import { type Instant, SECOND } from './time.ts';

/**
 * The last use of a key as the credential report tells it.
 *
 * The report names no key ids. A slot of it is taken for a key only if its date is that of the key's creation, and no
 * other key and no other slot has that date; otherwise the use is unknown.
 */
export function reportedUse(
  row: CredentialRow | undefined,
  key: AccessKey,
  keys: readonly AccessKey[],
): LastUsed {
  const slot = slotOf(row, key);
  const alike = keys.filter((other) => isSameSecond(other.createdAt, key.createdAt));
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

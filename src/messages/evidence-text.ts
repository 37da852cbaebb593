import type { LastUsed } from '../domain/access-key.ts';
import type { Evidence } from '../domain/decision.ts';
import { DAY, type Instant, isoDay, spokenDuration } from '../domain/time.ts';
import { type KeyNaming, keyName, withMaskedKeys } from './key-name.ts';
import { lostKeyText } from './lost-key-text.ts';
import { reasonText } from './reason-text.ts';
import { relativeTime } from './relative-time.ts';
import { counted } from './wording.ts';

/** What a text of evidence depends on besides the evidence. */
export interface EvidenceContext extends KeyNaming {
  /** The time that "2 hours ago" is counted from. */
  readonly now: Instant;
}

/** A fact that a decision rests on, as one phrase without a full stop. */
export function evidenceText(evidence: Evidence, context: EvidenceContext): string {
  switch (evidence.kind) {
    case 'key-age':
      return `key ${keyName(evidence.keyId, context)} is ${spokenDuration(evidence.age)} old, limit ${limitText(evidence.limit)}`;
    case 'last-used':
      return lastUsedText(evidence.lastUsed, context.now);
    case 'replacement':
      return replacementText(evidence, context);
    case 'inactive-since':
      return `inactive since ${isoDay(evidence.since)}, recovery time ${spokenDuration(evidence.soak)}`;
    case 'keys':
      return keysText(evidence);
    case 'exempt':
      return `exempt by ${evidence.by}; otherwise: ${evidence.instead} (${reasonText(evidence.because).label})`;
    case 'discarded':
      return `made by Keyturn and not handed over: ${withMaskedKeys(evidence.why, context)}`;
    case 'relaxed':
      return `the setting ${evidence.option} turns off the condition “${evidence.clause}”`;
    case 'secret-of-others':
      return secretText(evidence);
    case 'secret-unread':
      return `its secret or the policy of it could not be read: ${withMaskedKeys(evidence.why, context)}`;
    case 'key-not-fetchable':
      return lostKeyText(evidence, context);
  }
}

/** When a key was last used, and for what: `last used 2 hours ago by s3 in eu-west-1`. */
export function lastUsedText(lastUsed: LastUsed, now: Instant): string {
  if (lastUsed.kind === 'unknown') return `last use unknown (${lastUsed.why})`;
  if (lastUsed.kind === 'never-used') return 'never used';
  // IAM writes N/A where it did not record the service or the Region.
  const named = (value: string): boolean => value !== '' && value !== 'N/A';
  const service = named(lastUsed.service) ? ` by ${lastUsed.service}` : '';
  const region = named(lastUsed.region) ? ` in ${lastUsed.region}` : '';
  return `last used ${relativeTime(lastUsed.at, now)}${service}${region}`;
}

/** What becomes of the readers of a secret that others made; those by identity policy are nowhere to be seen. */
function secretText({ denies }: Evidence & { readonly kind: 'secret-of-others' }): string {
  const readers = denies
    ? 'everybody but the owner and delivery.readers is denied, also readers with an identity policy'
    : 'its readers keep their access, also those with an identity policy, whom Keyturn cannot see';
  return `the secret was made by others and would be taken over; ${readers}`;
}

/** Days are what ages are counted in, so that only another unit is named. */
function limitText(limit: number): string {
  return limit >= DAY && limit % DAY === 0 ? String(limit / DAY) : spokenDuration(limit);
}

function replacementText(evidence: Evidence & { readonly kind: 'replacement' }, context: KeyNaming): string {
  const key = keyName(evidence.keyId, context);
  const day = isoDay(evidence.since);
  return evidence.by === 'keyturn'
    ? `its replacement ${key} was proven and handed over on ${day}, ${adoption(evidence)}`
    : `key ${key} has replaced it since ${day}`;
}

/** Whether the owner has used the replacement: never a condition, always worth knowing. */
function adoption(evidence: Evidence & { readonly kind: 'replacement' }): string {
  return evidence.adoptedAt === undefined
    ? 'and not used yet'
    : `and first used on ${isoDay(evidence.adoptedAt)}`;
}

function keysText(evidence: Evidence & { readonly kind: 'keys' }): string {
  const kinds = [
    [evidence.active, 'active'],
    [evidence.inactive, 'inactive'],
    [evidence.unknown, 'of unknown status'],
  ] as const;
  const parts = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return `the user has ${counted(evidence.active + evidence.inactive + evidence.unknown, 'key')}: ${parts.join(', ')}`;
}

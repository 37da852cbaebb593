import type { CredentialReport, CredentialRow, ReportedKey } from '../domain/credential-report.ts';
import type { Policy } from '../domain/policy.ts';
import { HOUR, type Instant } from '../domain/time.ts';

/** A report may be as old as this, and something may have come near since it was made. */
const OLDEST_REPORT = 8 * HOUR;

/**
 * Whether nothing can be due or near for a user of whom only a row of the credential report is known.
 *
 * A hint, and a careful one: the row must be whole and must not contradict itself, and every key in it must be far from
 * what policy says of its kind. AWS dates a key by when it was made "or last changed", so that it may be older than it
 * looks: whoever a row speaks for is read within a week all the same.
 */
export function rowWillDo(
  row: CredentialRow,
  report: Pick<CredentialReport, 'generatedAt'>,
  given: { readonly policy: Policy; readonly now: Instant },
): boolean {
  if (row.tellsOfFurther || row.createdAt === undefined) return false;
  if (given.now - report.generatedAt > OLDEST_REPORT || mayBeNearAtOnce(given.policy)) return false;
  return row.keys.every((key) => isFar(key, row, given));
}

/** Whether a key that was made since the report could be near its limit already. */
function mayBeNearAtOnce({ rotateAfter, inactiveCleanup, warnBefore }: Policy): boolean {
  const limits = inactiveCleanup === 'off' ? [rotateAfter] : [rotateAfter, inactiveCleanup];
  return Math.min(...limits) - Math.max(0, ...warnBefore) <= OLDEST_REPORT;
}

function isFar(
  key: ReportedKey,
  row: CredentialRow,
  { policy, now }: { readonly policy: Policy; readonly now: Instant },
): boolean {
  const { active, lastRotated: since, lastUsedAt } = key;
  const isEmpty = !active && since === undefined && lastUsedAt === undefined;
  if (isEmpty) return true;
  if (contradicts(key, row, now)) return false;
  const limit = active ? policy.rotateAfter : policy.inactiveCleanup;
  if (limit === 'off') return true;
  if (since === undefined) return false;
  const lead = Math.max(0, ...policy.warnBefore);
  return now + OLDEST_REPORT < since + limit - lead;
}

/** Used before it was made, made before its user, or made in the future: then the date is not what it seems. */
function contradicts(
  { lastRotated: since, lastUsedAt }: ReportedKey,
  { createdAt = 0 as Instant }: CredentialRow,
  now: Instant,
): boolean {
  if (since === undefined) return lastUsedAt !== undefined && lastUsedAt < createdAt;
  return since < createdAt || since > now + HOUR || (lastUsedAt !== undefined && lastUsedAt < since);
}

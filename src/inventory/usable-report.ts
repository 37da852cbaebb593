import type { CredentialReport } from '../domain/credential-report.ts';
import { HOUR } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountReader } from '../ports/cloud.ts';
import { parseCredentialReport } from './parse-credential-report.ts';

/** IAM hands out a report for four hours; one that is older than this has not been made again when it should have been. */
const OLDEST = 8 * HOUR;

/** The credential report, or why it is no help: then everybody is read, as if there were none. */
export async function usableReport(
  reader: AccountReader,
  clock: Clock,
): Promise<{ readonly report?: CredentialReport; readonly unusable?: string }> {
  const raw = await reader.credentialReport();
  if (!raw.usable) return { unusable: raw.why };
  const age = clock.now() - raw.generatedAt;
  if (age > OLDEST) return { unusable: 'it is hours too old' };
  if (age < -OLDEST) return { unusable: 'it says that it will be made in the future' };
  const parsed = parseCredentialReport(raw.content, raw.generatedAt);
  return 'unusable' in parsed ? { unusable: parsed.unusable } : { report: parsed };
}

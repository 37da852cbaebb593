import { keysByReport, type UserByReport } from '../domain/by-report.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import { counted } from './wording.ts';

/** What is known of users who were not read, and from where; undefined when everybody was. */
export function unreadText(users: readonly UserByReport[], enforce: boolean): string | undefined {
  if (users.length === 0) return undefined;
  const oldest = Math.min(...users.map(({ reportOf }) => reportOf)) as Instant;
  const keys = counted(keysByReport(users).length, 'key');
  const who = `${keys} of ${counted(users.length, 'user')}`;
  const next = enforce
    ? 'They are read within seven days'
    : 'Enforcing runs read them within seven days, and --read all reads them now';
  return `${who} are within their limits as far as the credential report of ${isoTime(oldest)} tells, and were not read. ${next}.`;
}

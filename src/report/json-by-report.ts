import type { UserByReport } from '../domain/by-report.ts';
import { isoTime, SECOND } from '../domain/time.ts';
import { byText } from './ordering.ts';

/** A user whose keys were not read, as JSON. */
export interface UserByReportDocument {
  readonly accountId: string;
  readonly accountName: string;
  readonly userId: string;
  readonly userName: string;
  /** When the credential report was made. */
  readonly reportOf: string;
  readonly limitSeconds: number;
  readonly exemptBy?: string;
  readonly keys: readonly { readonly status: 'active' | 'inactive'; readonly since?: string }[];
}

/** Users whose keys were not read, by account and name. */
export function userByReportDocuments(users: readonly UserByReport[]): readonly UserByReportDocument[] {
  return [...users]
    .sort((a, b) => byText(a.accountId, b.accountId) || byText(a.userName, b.userName))
    .map(({ accountId, accountName, userId, userName, reportOf, limit, exempt, keys }) => ({
      accountId,
      accountName,
      userId,
      userName,
      reportOf: isoTime(reportOf),
      limitSeconds: limit / SECOND,
      ...(exempt === undefined ? {} : { exemptBy: exempt }),
      keys: keys.map(({ active, since }) => ({
        status: active ? ('active' as const) : ('inactive' as const),
        ...(since === undefined ? {} : { since: isoTime(since) }),
      })),
    }));
}

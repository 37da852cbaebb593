import type { Forecast, ForecastEvent } from '../domain/forecast.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import type { Narrowing } from '../domain/narrowing.ts';
import { isoTime } from '../domain/time.ts';
import type { UntoldOwners } from '../domain/untold-owners.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../messages/key-name.ts';
import { byText } from './ordering.ts';

/** The JSON output of a forecast. */
export interface ForecastDocument {
  readonly schema: 'keyturn/forecast/v1';
  readonly madeAt: string;
  readonly days: number;
  readonly unread: number;
  readonly unreadAccounts: number;
  readonly narrowed?: Narrowing;
  readonly untold?: UntoldOwners;
  readonly assumptions: readonly string[];
  readonly events: readonly ForecastEventDocument[];
}

/** One event to come, in the JSON output. */
export interface ForecastEventDocument extends Omit<ForecastEvent, 'at' | 'keyId'> {
  readonly at: string;
  readonly keyId: string;
}

/** The forecast as a document for JSON: events in the order of time, key ids masked unless `fullIds`. */
export function forecastJson(forecast: Forecast, naming: KeyNaming = {}): ForecastDocument {
  const { schema, madeAt, days, unread, unreadAccounts, assumptions, events, narrowed, untold } = forecast;
  return {
    schema,
    madeAt: isoTime(madeAt),
    days,
    unread,
    unreadAccounts,
    ...(narrowed === undefined ? {} : { narrowed }),
    ...(untold === undefined ? {} : { untold }),
    assumptions,
    events: [...events].sort(byTime).map(({ at, keyId, ...rest }) => ({
      at: isoTime(at),
      ...rest,
      keyId: forecastKeyName(keyId, naming),
    })),
  };
}

/** A key of a forecast as people see it. A key that does not exist yet has a name instead of an id, and keeps it. */
export function forecastKeyName(keyId: AccessKeyId, naming: KeyNaming = {}): string {
  return keyId.startsWith('new-') ? withMaskedKeys(keyId, naming) : keyName(keyId, naming);
}

/** Events by time, then by account, user and key. */
export function byTime(a: ForecastEvent, b: ForecastEvent): number {
  return (
    a.at - b.at ||
    byText(a.accountName, b.accountName) ||
    byText(a.accountId, b.accountId) ||
    byText(a.userName, b.userName) ||
    byText(a.keyId, b.keyId) ||
    byText(a.action, b.action)
  );
}

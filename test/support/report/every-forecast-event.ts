import type { Forecast, ForecastEvent } from '../../../src/domain/forecast.ts';
import type { AccessKeyId, AccountId, UserId } from '../../../src/domain/ids.ts';
import { inDays, SAMPLE_NOW, sampleKeyId } from './sample-keys.ts';

/** A forecast with every kind of event. */
export function forecastOfEverything(changes: Partial<Forecast> = {}): Forecast {
  return {
    schema: 'keyturn/forecast/v1',
    madeAt: SAMPLE_NOW,
    days: 30,
    assumptions: [
      'a run each day at this time',
      'every owner takes the new key on the day it is announced, and nobody uses the old one after that',
    ],
    events: [
      event(4, 'statement-mailer', { action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY' }),
      event(1, 'deploy-bot', { action: 'warn', reason: 'KEY_PENDING_ROTATION' }),
      event(3, 'old-campaign', { action: 'warn', reason: 'UNUSED_KEY_PENDING_DELETION', unheard: true }),
      event(14, 'statement-mailer', { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END' }),
      event(24, 'statement-mailer', { action: 'delete', reason: 'RECOVER_GRACE_PERIOD_END' }),
      event(2, 'metrics-push', { action: 'repair', reason: 'DISCARDED_KEY' }),
      event(4, 'billing-export', {
        action: 'hold',
        reason: 'TWO_ACTIVE_KEYS_CONFLICT',
        held: 'rotate',
        gates: ['two-active-keys', 'notice'],
      }),
      event(29, 'statement-mailer', {
        action: 'warn',
        reason: 'KEY_PENDING_ROTATION',
        keyId: 'new-1' as AccessKeyId,
      }),
    ],
    unread: 2,
    unreadAccounts: 1,
    ...changes,
  };
}

function event(
  day: number,
  userName: string,
  rest: Pick<ForecastEvent, 'action' | 'reason'> & Partial<ForecastEvent>,
): ForecastEvent {
  return {
    at: inDays(day),
    accountId: '111122223333' as AccountId,
    accountName: 'Payments production',
    userId: `AIDA${sampleKeyId(userName.length + 7_100).slice(4)}` as UserId,
    userName,
    keyId: sampleKeyId(userName.length + 100),
    ...rest,
  };
}

import type { Forecast, ForecastEvent } from '../../../src/domain/forecast.ts';
import type { AccessKeyId, AccountId, UserId } from '../../../src/domain/ids.ts';
import { inDays, SAMPLE_NOW, sampleKeyId } from './sample-keys.ts';
import { seededRandom } from './seeded.ts';

/** A forecast of any size: the same for the same seed, with every kind of event if it has at least ten users. */
export function forecastOfManyUsers(users: number, days = 60): Forecast {
  const random = seededRandom(users);
  const events = Array.from({ length: users }, (_, index) => eventsOf(index, days, random)).flat();
  return {
    schema: 'keyturn/forecast/v1',
    madeAt: SAMPLE_NOW,
    days,
    assumptions: ['a run each day at this time', 'owners take up new keys within a day'],
    events: events.filter(({ at }) => at <= inDays(days)),
    unread: 0,
    unreadAccounts: 0,
  };
}

/** The life of one key: warned of, replaced, deactivated, deleted; some are held instead. */
function eventsOf(index: number, days: number, random: () => number): readonly ForecastEvent[] {
  const start = 1 + Math.floor(random() * days);
  const user = `svc-${String(index).padStart(5, '0')}`;
  const about = {
    accountId: String(100_000_000_000 + (index % 40) * 7_919_001) as AccountId,
    accountName: `team-${String(index % 40).padStart(2, '0')}`,
    userId: `AIDA${user.toUpperCase()}` as UserId,
    userName: user,
    keyId: sampleKeyId(index),
  };
  const warning: ForecastEvent = {
    ...about,
    at: inDays(start),
    action: 'warn',
    reason: 'KEY_PENDING_ROTATION',
  };
  if (index % 10 === 9) {
    const gates = ['quiet', 'notice'] as const;
    return [
      warning,
      {
        ...about,
        at: inDays(start + 7),
        action: 'hold',
        held: 'rotate',
        gates,
        reason: 'EXPIRED_ACTIVE_KEY',
      },
    ];
  }
  const made = `new-${index}` as AccessKeyId;
  return [
    warning,
    { ...about, at: inDays(start + 7), action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY' },
    { ...about, at: inDays(start + 17), action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END' },
    { ...about, at: inDays(start + 27), action: 'delete', reason: 'RECOVER_GRACE_PERIOD_END' },
    ...(index % 10 === 8
      ? [{ ...about, keyId: made, at: inDays(start + 8), action: 'repair', reason: 'DISCARDED_KEY' } as const]
      : []),
  ];
}

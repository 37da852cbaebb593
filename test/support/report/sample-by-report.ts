import type { UserByReport } from '../../../src/domain/by-report.ts';
import type { AccountId, UserId } from '../../../src/domain/ids.ts';
import { days, HOUR, plus } from '../../../src/domain/time.ts';
import { SAMPLE_NOW } from './sample-keys.ts';

/** Users whose keys were not read: one with an active and an inactive key, and one who is exempt. */
export const SAMPLE_BY_REPORT: readonly UserByReport[] = ['quiet-app', 'quiet-robot'].map(
  (userName, index) => ({
    accountId: '111122223333' as AccountId,
    accountName: 'Payments production',
    userId: `AIDAQUIET00000000000${index}` as UserId,
    userName,
    reportOf: plus(SAMPLE_NOW, -2 * HOUR),
    limit: days(90),
    keys: [{ active: true, since: plus(SAMPLE_NOW, -days(20)) }, { active: false }],
    ...(index === 0 ? {} : { exempt: 'group Robots' }),
  }),
);

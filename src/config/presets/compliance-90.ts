import { days, hours } from '../../domain/time.ts';
import type { Preset } from './preset.ts';

/**
 * For CIS and Security Hub IAM.3, which count every active key, and so the old one while two overlap.
 *
 * 64 days, 10 of grace, 14 of extension and 2 for the daily runs at either end: 90. The wait for a replacement that nobody
 * has used runs beside the extension. What is still used then is held, and a
 * hold is an exception that reports show; it is escalated at once, so that it is heard of before the ninetieth day.
 */
export const compliance90: Preset = {
  name: 'compliance-90',
  summary:
    'No active key passes 90 days, even when its deactivation is extended: 64 + 10 + 14 + 2 for daily runs. What is still in use then is held, which reports show as an exception.',
  policy: {
    rotateAfter: days(64),
    installGrace: days(10),
    recoveryGrace: days(10),
    warnBefore: [days(7), days(3), days(1)],
    minNotice: days(6),
    quietPeriod: days(5),
    reportingLag: hours(24),
    holdEscalateAfter: days(1),
    unusedFor: days(64),
    unusedKeys: 'retire',
    inUse: { extend: days(14), afterwards: 'hold' },
    adoption: 'required-or-quiet',
    adoptionWait: days(14),
    notice: 'required',
    conflict: 'block',
    inactiveCleanup: 'off',
  },
  others: {},
};

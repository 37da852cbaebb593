import { days, hours } from '../../domain/time.ts';
import type { Preset } from './preset.ts';

/** As the reference system of aws-samples does, third generation. */
export const awsSamples: Preset = {
  name: 'aws-samples',
  summary:
    'The numbers and names of aws-samples’ aws-iam-access-key-auto-rotation (90, 100, 110 days): keys in use are deactivated when their grace ends.',
  policy: {
    rotateAfter: days(90),
    installGrace: days(10),
    recoveryGrace: days(10),
    warnBefore: [days(7)],
    minNotice: days(6),
    quietPeriod: days(5),
    reportingLag: hours(24),
    holdEscalateAfter: days(7),
    unusedFor: days(90),
    unusedKeys: 'retire',
    inUse: { extend: days(0), afterwards: 'deactivate' },
    adoption: 'not-required',
    adoptionWait: days(0),
    notice: 'required',
    conflict: 'retire-least-recently-used',
    inactiveCleanup: 'off',
  },
  others: {
    exemptions: [{ group: 'IAMKeyRotationExemptionGroup' }],
    delivery: { secretName: 'Account_{account}_User_{user}_AccessKey' },
  },
};

import { days, hours } from '../../domain/time.ts';
import type { Preset } from './preset.ts';

/** The role that the serverless variant makes for its function to assume, after the default name of its app. */
const ROLE = 'aws-iam-access-key-auto-rotation-lambda-assumed-role';

/** As the serverless variant of the reference system does, which one file of environment variables configures. */
export const serverlessSingle: Preset = {
  name: 'serverless-single',
  summary:
    'The numbers and names of the serverless one-config variant (90, 100, 110 days), which falls back to its own account where the organization may not be listed.',
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
    exemptions: [{ group: 'ASAIAMExemptionsGroup' }],
    organization: { role: ROLE, onListDenied: 'this-account' },
    delivery: { secretName: 'User_{user}_AccessKey' },
  },
};

import { days, hours } from '../../domain/time.ts';
import type { Preset } from './preset.ts';

/** As the organization rotator that mails encrypted archives does; the mail itself is no matter of settings yet. */
export const organizationZip: Preset = {
  name: 'organization-zip',
  summary:
    'The numbers and names of the organization rotator with encrypted mail (80, 90, 100 days), with its cleanup of inactive keys; the mail itself is not part of this version.',
  policy: {
    rotateAfter: days(80),
    installGrace: days(10),
    recoveryGrace: days(10),
    warnBefore: [days(7), days(3), days(1)],
    minNotice: days(6),
    quietPeriod: days(5),
    reportingLag: hours(24),
    holdEscalateAfter: days(7),
    unusedFor: days(80),
    unusedKeys: 'retire',
    inUse: { extend: days(0), afterwards: 'deactivate' },
    adoption: 'not-required',
    adoptionWait: days(0),
    notice: 'required',
    conflict: 'block',
    inactiveCleanup: days(100),
  },
  others: {
    exemptions: [{ tag: { key: 'Exempt' } }],
    organization: { role: 'provisioning-admin' },
  },
};

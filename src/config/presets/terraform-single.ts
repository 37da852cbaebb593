import { days, hours } from '../../domain/time.ts';
import type { Preset } from './preset.ts';

/** As the Terraform module for a single account does: no grace, no warnings, the older of two keys goes. */
export const terraformSingle: Preset = {
  name: 'terraform-single',
  summary:
    'The numbers and names of the Terraform module for one account: the old key is deactivated as soon as its replacement is there, and deleted 15 days later.',
  policy: {
    rotateAfter: days(90),
    installGrace: days(0),
    recoveryGrace: days(15),
    warnBefore: [],
    minNotice: days(0),
    quietPeriod: days(5),
    reportingLag: hours(24),
    holdEscalateAfter: days(7),
    unusedFor: days(90),
    unusedKeys: 'replace',
    inUse: { extend: days(0), afterwards: 'deactivate' },
    adoption: 'not-required',
    adoptionWait: days(0),
    notice: 'not-required',
    conflict: 'retire-oldest',
    inactiveCleanup: 'off',
  },
  others: {
    exemptions: [],
    organization: { mode: 'this-account' },
    delivery: { secretName: '{user}_credentials' },
  },
};

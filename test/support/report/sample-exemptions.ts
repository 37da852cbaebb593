import type { ReportedExemption } from '../../../src/domain/report.ts';
import { inDays } from './sample-keys.ts';

/** Exemptions of every kind that people meet: in order, about to end, endless, expired, and matching nobody. */
export const SAMPLE_EXEMPTIONS: readonly ReportedExemption[] = [
  {
    by: 'group IAMKeyRotationExemptionGroup',
    reason: 'Break-glass users, rotated by hand each quarter',
    owner: 'security@example.com',
    users: 7,
    expired: false,
  },
  {
    by: 'users legacy-sftp-*',
    reason: 'The partner cannot take a new key before their migration',
    owner: 'partner-integration@example.com',
    until: inDays(92),
    users: 3,
    expired: false,
  },
  {
    by: 'tag keyturn:exempt=yes',
    owner: 'platform@example.com',
    until: inDays(11),
    users: 2,
    expired: false,
  },
  { by: 'path /vendors/', users: 0, expired: false },
  {
    by: 'accounts 444455556666',
    reason: 'Account is being closed',
    owner: 'cloud-finance@example.com',
    until: inDays(-6),
    users: 0,
    expired: true,
  },
];

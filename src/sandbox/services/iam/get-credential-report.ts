import { ServiceError } from '../../service-error.ts';
import type { Operation } from '../operation.ts';
import { accountCheck, callersAccount } from './account-check.ts';

/** GetCredentialReport: the last report, with errors while there is none, it is being made, or it is too old. */
export const getCredentialReport: Operation = {
  service: 'iam',
  name: 'GetCredentialReport',
  mutation: false,
  prepare: (call) => ({
    checks: [accountCheck(call, 'GetCredentialReport')],
    run: () => {
      const { clock, options } = call.state;
      const report = callersAccount(call).credentialReport;
      if (report === undefined) throw new ServiceError('ReportNotPresent', 410, 'Report is not present');
      const age = clock.now() - report.requestedAt;
      if (age < options.credentialReportDelayMs) {
        throw new ServiceError('ReportInProgress', 404, 'Report is not ready');
      }
      if (age >= options.credentialReportCacheMs) {
        throw new ServiceError('ReportExpired', 410, 'Report is expired');
      }
      return {
        Content: Buffer.from(report.content).toString('base64'),
        ReportFormat: 'text/csv',
        GeneratedTime: new Date(report.requestedAt + options.credentialReportDelayMs),
      };
    },
  }),
};

import { emit } from '../../world/state.ts';
import type { Operation } from '../operation.ts';
import { accountCheck, callersAccount } from './account-check.ts';
import { writeCredentialReport } from './credential-report.ts';

/** GenerateCredentialReport: starts one unless the last is fresh enough to be served again. */
export const generateCredentialReport: Operation = {
  service: 'iam',
  name: 'GenerateCredentialReport',
  mutation: false,
  prepare: (call) => ({
    checks: [accountCheck(call, 'GenerateCredentialReport')],
    run: () => {
      const { state, caller } = call;
      const { credentialReportCacheMs, credentialReportDelayMs } = state.options;
      const account = callersAccount(call);
      const now = state.clock.now();
      const last = account.credentialReport;
      if (last !== undefined && now < last.requestedAt + credentialReportDelayMs)
        return { State: 'INPROGRESS' };
      if (last !== undefined && now < last.requestedAt + credentialReportCacheMs)
        return { State: 'COMPLETE' };
      account.credentialReport = { requestedAt: now, content: writeCredentialReport(state, account) };
      emit(state, caller.actor, { type: 'GenerateCredentialReport', accountId: account.id, detail: {} });
      const Description = 'No report exists. Starting a new report generation task';
      return { State: 'STARTED', Description };
    },
  }),
};

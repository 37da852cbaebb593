import type { AccountReader, Cloud, RawCredentialReport } from '../../src/ports/cloud.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { lightCloudOf } from '../model/light-cloud-of.ts';
import { partsOf, type RunSetup } from './world.ts';

/** A cloud whose credential report is what the test says, from what it really is. */
export function withReport(
  sandbox: Sandbox,
  setup: RunSetup,
  change: (real: RawCredentialReport) => RawCredentialReport,
): Cloud {
  const { ids, settings } = partsOf(sandbox, { withUnits: false, ...setup });
  const cloud = lightCloudOf(sandbox, { ids, settings, processId: setup.processId ?? 'process' });
  return {
    ...cloud,
    openAccount: async (account): Promise<AccountReader> => {
      const reader = await cloud.openAccount(account);
      return {
        ...reader,
        credentialReport: async () => change(await reader.credentialReport()),
      };
    },
  };
}

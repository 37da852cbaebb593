import type { Target } from '../harness/target.ts';
import { apiTarget } from './api-target.ts';
import { MOTO_DIFFERENCES } from './moto-differences.ts';
import { findMotoServer, startMotoServer } from './moto-server.ts';

/** moto, where it is installed: an emulator by other people, which keeps the cases from describing only ours. */
export function motoTarget(environment: NodeJS.ProcessEnv): Target {
  const find = (): Promise<string | undefined> => findMotoServer(environment.PATH ?? '');
  return apiTarget({
    name: 'moto',
    prefix: 'conformance',
    features: new Set(['organization', 'fresh-account']),
    differences: MOTO_DIFFERENCES,
    leftOut: async () =>
      (await find()) === undefined
        ? 'moto_server is not on the PATH (pip install "moto[server]")'
        : undefined,
    run: async () => {
      const executable = await find();
      if (executable === undefined) throw new Error('moto_server is not on the PATH');
      const server = await startMotoServer(executable);
      return {
        transport: { endpoint: server.endpoint },
        // The example key of the AWS documentation; moto takes an unknown key for its default account.
        credentials: {
          accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        },
        stop: () => server.stop(),
      };
    },
    settle: async () => {},
  });
}

import { REQUEST_TIMEOUT_MS } from '../../src/aws/network.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Cloud } from '../../src/ports/cloud.ts';
import type { Ids } from '../../src/ports/ids.ts';
import { isNeverAnswered } from '../../src/sandbox/faults/never-answered.ts';
import type { PlainCall, Sandbox } from '../../src/sandbox/index.ts';
import { createLightCloud } from '../soak/light/cloud.ts';
import { clockOf, HUB_ACCOUNT } from '../support/world.ts';

/** The Cloud port of one simulated process over light clients, which take a quarter of the SDK's time. */
export function lightCloudOf(
  sandbox: Sandbox,
  process: {
    readonly ids: Ids;
    readonly processId: string;
    readonly settings: Settings;
    /** Is waited for before each call. */
    readonly before?: (call: PlainCall) => Promise<void>;
  },
): Cloud {
  const { ids, processId, settings } = process;
  const { readRole, rotateRole } = settings.organization;
  return createLightCloud({
    transport: async (call) => {
      await process.before?.(call);
      try {
        return await sandbox.perform(call, processId);
      } catch (error) {
        // What the network's own timeout does: the client waits for so long, and then gives up.
        if (isNeverAnswered(error)) sandbox.clock.advance(REQUEST_TIMEOUT_MS);
        throw error;
      }
    },
    credentials: sandbox.world.credentials.forRole({ accountId: HUB_ACCOUNT, roleName: 'KeyturnHub' }),
    awsNow: () => sandbox.clock.now(),
    clock: clockOf(sandbox),
    ids,
    region: 'eu-west-1',
    readRole,
    rotateRole,
    withUnits: false,
    withTags: false,
  });
}

import type { RunParts } from '../../src/app/run/parts.ts';
import { undo } from '../../src/app/undo.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { PlainCall } from '../../src/sandbox/index.ts';
import { lightCloudOf } from '../model/light-cloud-of.ts';
import type { W as World } from './one-user.ts';
import { seededIds } from './seeded-ids.ts';
import { NOBODY_ADOPTS, partsOf } from './world.ts';

/** A world and the old key in it. */
export type W = World & { readonly keyId: string };

const SETTINGS: Settings = {
  ...NOBODY_ADOPTS,
  policy: { ...NOBODY_ADOPTS.policy, notice: 'not-required' },
  reading: { ...NOBODY_ADOPTS.reading, credentialReport: false },
};

/** A process over light clients; `before` is waited for before each of its calls. */
export function processOf(
  w: W,
  processId: string,
  more: { readonly ledger?: Ledger; readonly before?: (action: string) => Promise<void> } = {},
): RunParts {
  const ids = seededIds(`${processId}@${w.sandbox.clock.now()}`);
  const before = async ({ operation }: PlainCall): Promise<void> => await more.before?.(operation);
  const cloud = lightCloudOf(w.sandbox, { ids, processId, settings: SETTINGS, before });
  return partsOf(w.sandbox, {
    ledger: more.ledger ?? w.ledger,
    settings: SETTINGS,
    processId,
    withUnits: false,
    parts: { ids, cloud },
  });
}

/** An undo, and what became of it; its own call waits for `letGo`. */
export function undoBeside(w: W, letGo?: (action: string) => Promise<void>): Promise<string> {
  const parts = processOf(w, 'undo', letGo === undefined ? {} : { before: letGo });
  return undo(parts, { user: 'app', key: w.keyId }).then(
    () => 'undone',
    (error: { code: string }) => error.code,
  );
}

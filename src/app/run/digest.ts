import type { Notice } from '../../domain/memory.ts';
import { deliverOutbox, type OutboxResult } from '../../notify/outbox.ts';
import type { AccountResult } from './account-result.ts';
import { assertManifest, type Manifest } from './manifest.ts';
import { stopOf } from './other-ledger.ts';
import type { RunParts } from './parts.ts';

const NOTHING_TOLD: OutboxResult = { queued: 0, accepted: 0, waiting: 0, failedChannels: [] };

/**
 * The stage in which owners are told what the accounts' stages have queued, and what earlier runs could not deliver.
 *
 * May be repeated: what a channel has accepted is not sent again.
 */
export async function digest(
  parts: RunParts,
  manifest: Manifest,
  results: readonly AccountResult[],
): Promise<OutboxResult> {
  assertManifest(manifest);
  // What a new ledger has to say to owners is not what the one in charge has promised them.
  if (!manifest.enforce || stopOf(manifest, results).stop) return NOTHING_TOLD;
  return await deliverOutbox(parts, (notice) => isAskedFor(manifest, notice));
}

/** Nothing about anybody else changes in a narrowed run, their notices included. */
function isAskedFor({ narrowed, tasks }: Manifest, { accountId, userId }: Notice): boolean {
  if (narrowed === undefined) return true;
  const task = tasks.find(({ account }) => account.id === accountId);
  return task !== undefined && (task.only === undefined || task.only.includes(userId));
}

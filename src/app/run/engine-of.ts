import { createBudget } from '../../engine/budget.ts';
import type { Engine } from '../../engine/engine.ts';
import type { CanaryState } from '../../policy/pauses.ts';
import { reachOwners } from '../channels.ts';
import { approvalOf } from './approval.ts';
import type { Manifest } from './manifest.ts';
import type { OtherLedgerWatch } from './other-ledger.ts';
import type { RunParts } from './parts.ts';

/** What the engine works with in one run, in whichever process. */
export function engineOf(
  parts: RunParts,
  manifest: Manifest,
  now: { readonly canary: CanaryState; readonly otherLedgers: OtherLedgerWatch },
): Engine {
  const { runId, approved } = manifest;
  const { canary, otherLedgers } = now;
  return {
    ...parts,
    runId,
    killSwitch: otherLedgers.killSwitch,
    noteOtherLedger: otherLedgers.noteOtherLedger,
    reachesOwners: reachOwners(parts.notifiers),
    budget: parts.budget ?? createBudget(parts.settings.safety),
    canary,
    ...(approved === undefined ? {} : { approved: approvalOf(approved) }),
  };
}

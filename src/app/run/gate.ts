import type { AccountId } from '../../domain/ids.ts';
import type { CanaryState } from '../../policy/pauses.ts';
import type { AccountResult } from './account-result.ts';
import { failuresIn } from './canary.ts';
import { assertManifest, type Manifest } from './manifest.ts';

/**
 * The stage between the accounts that go first and the others: whether the others may be changed in this run. Pure.
 *
 * The canaries must have gone well in earlier runs for as long as policy says, and in this one. A canary without a result
 * has not gone well.
 */
export function gate(manifest: Manifest, canaries: ReadonlyMap<AccountId, AccountResult>): CanaryState {
  assertManifest(manifest);
  if (!manifest.canary.open) return manifest.canary;
  for (const { accountId } of manifest.canaries) {
    const known = manifest.settled.find((entry) => entry.accountId === accountId);
    if (known?.outcome === 'failed') return failedIn(known.name);
  }
  for (const { account, wave } of manifest.tasks) {
    if (wave !== 'canary') continue;
    const coverage = canaries.get(account.id)?.coverage;
    const failed = coverage === undefined || coverage.outcome === 'failed' || failuresIn(coverage) > 0;
    if (failed) return failedIn(account.name);
  }
  return { open: true };
}

function failedIn(name: string): CanaryState {
  return { open: false, why: `account ${name} among them failed in this run` };
}

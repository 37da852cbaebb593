import type { RunSummary } from '../../domain/run-summary.ts';
import type { KillSwitch, KillSwitchAnswer } from '../../ports/kill-switch.ts';

/** Whether a ledger that is new may begin beside another one; without a word, a test's or a demonstration's may. */
export type NewLedger = 'asked-for' | 'not-asked-for';

/** Looks out for secrets of another ledger while a new one begins. */
export interface OtherLedgerWatch {
  /** Told of each secret that carries another ledger's id. */
  readonly noteOtherLedger: (ledgerId: string) => void;
  /** Stops every further change as soon as one was met. */
  readonly killSwitch: KillSwitch;
  /** The other ledger that was met, for the account's result. */
  met(): { readonly otherLedger?: string };
}

/** How many of the latest runs are looked at; a ledger with more is not new, and no canary takes longer. */
export const RUNS_LOOKED_AT = 1000;

/**
 * A ledger that never changed anything is new, however many runs it has seen: the first change settles that it is meant.
 *
 * A run that stopped at another ledger's secrets does not settle it, whatever it had done until then.
 */
export function isSettled(runs: readonly RunSummary[]): boolean {
  if (runs.length >= RUNS_LOOKED_AT) return true;
  return runs.some((run) => run.newLedger === true || (run.otherLedger === undefined && run.done > 0));
}

/**
 * Stops a run that has begun a new ledger by accident, at the first secret which another ledger wrote.
 *
 * Each change of a user asks that user's secret first, so that nothing of the other ledger was changed by then, and no
 * call is made that would not be made anyway (docs/decisions).
 */
export function watchOtherLedgers(
  parts: { readonly killSwitch: KillSwitch },
  manifest: { readonly ledgerIsUnasked: boolean },
  /** What earlier stages or turns have met. */
  known?: string,
): OtherLedgerWatch {
  let other = known;
  return {
    noteOtherLedger: (ledgerId) => {
      if (manifest.ledgerIsUnasked) other ??= ledgerId;
    },
    killSwitch: async () => (other === undefined ? await parts.killSwitch() : stopAt(other)),
    met: () => (other === undefined ? {} : { otherLedger: other }),
  };
}

/** The other ledger that some account's work met. */
export function otherLedgerOf(results: readonly { readonly otherLedger?: string }[]): string | undefined {
  return results.find(({ otherLedger }) => otherLedger !== undefined)?.otherLedger;
}

/** What stopped a run in the end: another ledger that it met, or what was known at its begin. */
export function stopOf(
  { enforce, stop }: { readonly enforce: boolean; readonly stop: KillSwitchAnswer },
  results: readonly { readonly otherLedger?: string }[],
): KillSwitchAnswer {
  const other = otherLedgerOf(results);
  if (other !== undefined) return stopAt(other);
  return enforce ? stop : { stop: false };
}

function stopAt(other: string): Extract<KillSwitchAnswer, { stop: true }> {
  const why = `secrets here belong to ledger ${other}, and this run began with a new one. Name that ledger with --ledger, take a lost one over with keyturn ledger rebuild, or start a second one with --new-ledger`;
  return { stop: true, code: 'LEDGER_OTHER', why };
}

import type { RunSummary } from '../domain/run-summary.ts';
import type { Host } from '../ports/host.ts';
import type { KillSwitch, KillSwitchAnswer } from '../ports/kill-switch.ts';

/** Whether a ledger that is new may begin beside another one; without a word, a test's or a demonstration's may. */
export type NewLedger = 'asked-for' | 'not-asked-for';

/** Looks out for secrets of another ledger while a new one begins. */
export interface OtherLedgerWatch {
  /** Told of each secret that carries another ledger's id. */
  readonly noteOtherLedger: (ledgerId: string) => void;
  /** Stops every further change as soon as one was met. */
  readonly killSwitch: KillSwitch;
  /** What stopped the run in the end, which is said loudly if it was this. */
  stopOf(stop: KillSwitchAnswer, host: Host): KillSwitchAnswer;
  /** What later runs have to know of it. */
  summary(): Pick<RunSummary, 'otherLedger' | 'newLedger'>;
}

/**
 * A ledger that never changed anything is new, however many runs it has seen: the first change settles that it is meant.
 *
 * A run that stopped at another ledger's secrets does not settle it, whatever it had done until then.
 */
export function isSettled(runs: readonly RunSummary[]): boolean {
  return runs.some((run) => run.newLedger === true || (run.otherLedger === undefined && run.done > 0));
}

/**
 * Stops a run that has begun a new ledger by accident, at the first secret which another ledger wrote.
 *
 * Each change of a user asks that user's secret first, so that nothing of the other ledger was changed by then, and no
 * call is made that would not be made anyway (docs/decisions).
 */
export function watchOtherLedgers(
  parts: { readonly killSwitch: KillSwitch; readonly newLedger?: NewLedger },
  runs: readonly RunSummary[],
): OtherLedgerWatch {
  const guarded = parts.newLedger === 'not-asked-for' && !isSettled(runs);
  let other: string | undefined;
  return {
    noteOtherLedger: (ledgerId) => {
      if (guarded) other ??= ledgerId;
    },
    killSwitch: async () => (other === undefined ? await parts.killSwitch() : stopAt(other)),
    stopOf: (stop, host) => {
      if (other === undefined) return stop;
      const answer = stopAt(other);
      host.notify({ code: answer.code, level: 'error', text: `Stopped: ${answer.why}` });
      return answer;
    },
    summary: () => ({
      ...(other === undefined ? {} : { otherLedger: other }),
      ...(parts.newLedger === 'asked-for' ? { newLedger: true as const } : {}),
    }),
  };
}

function stopAt(other: string): Extract<KillSwitchAnswer, { stop: true }> {
  const why = `secrets here belong to ledger ${other}, and this run began with a new one. Name that ledger with --ledger, take a lost one over with keyturn ledger rebuild, or begin beside it with --new-ledger`;
  return { stop: true, code: 'LEDGER_OTHER', why };
}

import type { Notice } from '../domain/memory.ts';

/** Which notices of a digest a notifier took. */
export interface Delivery {
  readonly accepted: readonly string[];
}

/** One channel to people. Takes all notices of a run at once and makes one digest per recipient of them. */
export interface Notifier {
  readonly channel: string;
  /** Whether this channel reaches key owners, as the notice gate demands; console and file do so only in a simulation. */
  readonly countsAsNotice: boolean;
  deliver(notices: readonly Notice[]): Promise<Delivery>;
}

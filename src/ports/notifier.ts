import type { Notice } from '../domain/memory.ts';

/** How a notifier took a digest. */
export interface Delivery {
  readonly accepted: readonly string[];
  readonly channel: string;
  /** Whether this channel reaches key owners, as the notice gate demands; console and file do so only in a simulation. */
  readonly countsAsNotice: boolean;
}

/** One channel to people. Takes all notices of a run at once and makes one digest per recipient of them. */
export interface Notifier {
  readonly channel: string;
  deliver(notices: readonly Notice[]): Promise<Delivery>;
}

import type { UserRef } from './ids.ts';
import type { Instant } from './time.ts';

/** One line of the journal: written before and after every change of AWS. */
export interface JournalEntry extends UserRef {
  /** Of this line alone, so that writing it again changes nothing. */
  readonly id: string;
  readonly at: Instant;
  readonly runId: string;
  readonly sagaId: string;
  readonly userName: string;
  readonly keyId?: string;
  readonly step: string;
  readonly phase: 'intent' | 'done' | 'refused' | 'unknown' | 'note';
  readonly detail?: string;
}

/** Whether what a line tells of may still be going on; `unknown` is no end: the call may yet be carried out. */
export function isUnderWay({ phase }: JournalEntry): boolean {
  return phase === 'intent' || phase === 'unknown';
}

import type { Reason } from '../domain/reason.ts';
import { OWN_REASONS } from './own-reasons.ts';
import { REFERENCE_REASONS } from './reference-reasons.ts';

/** A reason for people. The backquotes name settings and commands; docs/reasons.md shows all of it. */
export interface ReasonText {
  /** For a column of a table: at most 24 characters, no full stop. */
  readonly label: string;
  /** One sentence. */
  readonly meaning: string;
  /** When the reason applies. */
  readonly condition: string;
  /** What Keyturn does about it. */
  readonly does: string;
}

/** Every reason with its text. */
export const REASON_TEXTS: Readonly<Record<Reason, ReasonText>> = { ...REFERENCE_REASONS, ...OWN_REASONS };

/** The text of a reason. */
export function reasonText(reason: Reason): ReasonText {
  return REASON_TEXTS[reason];
}

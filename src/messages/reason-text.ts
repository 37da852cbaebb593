import type { Reason } from '../domain/reason.ts';
import { OWN_REASONS } from './own-reasons.ts';
import type { ReasonText } from './reason-words.ts';
import { REFERENCE_REASONS } from './reference-reasons.ts';

/** Every reason with its text. */
export const REASON_TEXTS: Readonly<Record<Reason, ReasonText>> = { ...REFERENCE_REASONS, ...OWN_REASONS };

/** The text of a reason. */
export function reasonText(reason: Reason): ReasonText {
  return REASON_TEXTS[reason];
}

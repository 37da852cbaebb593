import { type AccessKeyId, maskKeyId } from '../domain/ids.ts';

/** How key ids are shown: masked to their last four characters unless a person asked for them in full. */
export interface KeyNaming {
  readonly fullIds?: boolean;
}

/** A key id as people see it: `…WXYZ`, or in full. */
export function keyName(id: AccessKeyId, naming: KeyNaming = {}): string {
  return naming.fullIds === true ? id : maskKeyId(id);
}

/**
 * Masks key ids inside a sentence that somebody else wrote, such as an error message of AWS.
 *
 * Key ids are not secrets, but a report is passed on more freely than a log.
 */
export function withMaskedKeys(text: string, naming: KeyNaming = {}): string {
  if (naming.fullIds === true) return text;
  return text.replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,124}([A-Z0-9]{4})\b/g, '…$1');
}

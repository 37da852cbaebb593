import type { KnownDifference } from '../harness/target.ts';

/** Where the sandbox is known to behave unlike AWS. Ours to mend: an entry is a debt, not a decision. */
export const SANDBOX_DIFFERENCES: readonly KnownDifference[] = [];

import type { KnownDifference } from './target.ts';

/** How a case ended: with nothing, or with the error that it threw. */
export type Outcome = { readonly kind: 'passed' } | { readonly kind: 'failed'; readonly error: unknown };

/** Whether the test of a case may pass, given what is known about the target. */
export type Verdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'accepted-difference'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly error: unknown };

/** Judges one outcome. A listed difference must still be there, and must show what the list says. */
export function judge(outcome: Outcome, difference: KnownDifference | undefined): Verdict {
  if (difference === undefined) {
    return outcome.kind === 'passed' ? { kind: 'ok' } : { kind: 'wrong', error: outcome.error };
  }
  if (outcome.kind === 'passed') {
    return {
      kind: 'wrong',
      error: new Error(
        `${difference.caseId} is listed as a known difference ("${difference.reason}") but it passes: remove it from the list`,
      ),
    };
  }
  const message = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
  if (message.includes(difference.shows)) return { kind: 'accepted-difference', reason: difference.reason };
  return {
    kind: 'wrong',
    error: new Error(
      `${difference.caseId} differs, but not as listed: expected a failure showing "${difference.shows}", got "${message}"`,
      { cause: outcome.error },
    ),
  };
}

/** Differences that name no case, or name one twice: they would never be checked. */
export function strayDifferences(
  differences: readonly KnownDifference[],
  caseIds: readonly string[],
): readonly string[] {
  const seen = new Set<string>();
  return differences
    .map((difference) => difference.caseId)
    .filter((caseId) => {
      const stray = !caseIds.includes(caseId) || seen.has(caseId);
      seen.add(caseId);
      return stray;
    });
}

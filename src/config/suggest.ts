import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant, if one is near enough.
 *
 * `rotate_after`, `rotate-after` and `ROTATEAFTER` all mean `rotateAfter`; beyond that, the first letters of only one name, or
 * about one slip in three letters.
 */
export function suggest(given: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(given);
  let best: { readonly candidate: string; readonly slips: number } | undefined;
  for (const candidate of candidates) {
    const slips = distance(wanted, plain(candidate));
    if (best === undefined || slips < best.slips) best = { candidate, slips };
  }
  const begun =
    wanted.length < 3 ? [] : candidates.filter((candidate) => plain(candidate).startsWith(wanted));
  if (begun.length === 1) return begun[0];
  if (best === undefined) return undefined;
  return best.slips <= Math.floor(Math.max(wanted.length, 3) / 3) ? best.candidate : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}

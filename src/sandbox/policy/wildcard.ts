/** Stands for a literal `*` in a pattern, as a policy variable may produce one. */
export const LITERAL_STAR = '\uE000';
/** Stands for a literal `?` in a pattern. */
export const LITERAL_QUESTION = '\uE001';

/** Matches text against a pattern where `*` is any run of characters and `?` is one character. */
export function wildcardMatches(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const symbol = pattern[p];
    if (symbol === '*') {
      star = p;
      resume = t;
      p += 1;
    } else if (symbol !== undefined && (symbol === '?' || literalOf(symbol) === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** Gives back the text that a pattern without wildcards stands for. */
export function unescapeLiterals(pattern: string): string {
  return pattern.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_QUESTION, '?');
}

function literalOf(symbol: string): string {
  if (symbol === LITERAL_STAR) return '*';
  return symbol === LITERAL_QUESTION ? '?' : symbol;
}

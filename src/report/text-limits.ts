/** The text cut to at most so many UTF-16 units, `…` in place of what is missing, and no character cut in half. */
export function cutToLength(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > limit - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text, or a question mark: formats that ask for text refuse one that is empty or all space. */
export function nonEmpty(text: string): string {
  return text.trim() === '' ? '?' : text;
}

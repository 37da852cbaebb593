/** A count with its noun: `1 key`, `2 keys`; irregular plurals are given. */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** The text with a capital first letter. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with a small first letter. */
export function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The text with a capital first letter and exactly one full stop, for texts whose writers differ in that. */
export function sentence(text: string): string {
  return `${capitalized(text.trim().replace(/[.\s]+$/, ''))}.`;
}

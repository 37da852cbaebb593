/** Text that is HTML already. Only `markup` makes it, so that no other text gets into a page without being escaped. */
export interface Markup {
  readonly html: string;
}

/** What may stand in a template: markup as it is, text and numbers escaped, nothing for undefined, lists joined. */
export type MarkupPart = Markup | string | number | undefined | readonly MarkupPart[];

/** A template of HTML. Every value in it is escaped unless it is markup itself. Attribute values stand in double quotes. */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return { html: strings.map((text, index) => text + rendered(parts[index])).join('') };
}

/** Nothing. */
export const NO_MARKUP: Markup = { html: '' };

/** Fixed text of Keyturn itself, such as a style sheet; never a value. */
export function trusted(text: string): Markup {
  return { html: text };
}

/** Text for elements and double-quoted attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** A sentence in which backquotes mark code: `keyturn undo` becomes a code element. */
export function prose(text: string): Markup {
  const parts = text.split('`');
  const pieces = parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part));
  return markup`${pieces}`;
}

function rendered(part: MarkupPart): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(rendered).join('');
}

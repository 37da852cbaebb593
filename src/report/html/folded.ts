import { type Markup, markup } from './markup.ts';

/**
 * A list of which the first entries are shown, and the others on request.
 *
 * It needs no script; in print everything is shown.
 */
export function folded(
  entries: readonly Markup[],
  shown: number,
  more: (count: number) => string,
  around: (part: readonly Markup[]) => Markup = (part) => markup`${part}`,
): Markup {
  // A fold for one or two entries would take more room than they do.
  if (entries.length <= shown + 2) return around(entries);
  const rest = entries.slice(shown);
  return markup`${around(entries.slice(0, shown))}<details><summary>${more(rest.length)}</summary>
${around(rest)}</details>
`;
}

import { createHash } from 'node:crypto';
import { type Markup, markup, trusted } from './markup.ts';
import { PAGE_SCRIPT } from './script/page-script.ts';
import { PAGE_STYLE } from './style/page-style.ts';

/**
 * What the page may load and run: nothing but its own style sheet and script, named by their hashes.
 *
 * A value that got into the page as markup in spite of the escaping could still not run, load, style or send anything.
 */
export const PAGE_POLICY: string = [
  "default-src 'none'",
  `style-src ${hashOf(PAGE_STYLE)}`,
  `script-src ${hashOf(PAGE_SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A whole page around a body: one file, no network. */
export function htmlDocument(title: string, body: Markup): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(PAGE_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
${body}<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`.html;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

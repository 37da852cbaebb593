import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** What an HTML comment just before the block says, if there is one. */
  readonly label?: string;
}

/** One Markdown file, with the parts that can be held against the code. */
export interface Page {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** Words in backquotes, outside blocks. */
  readonly inlineCode: readonly string[];
  /** Targets of links, outside blocks. */
  readonly links: readonly string[];
  /** Names by which headings can be linked to. */
  readonly anchors: readonly string[];
}

/** Every page that people read. */
export function allPages(): readonly Page[] {
  const top = readdirSync(ROOT).filter((file) => file.endsWith('.md'));
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file));
  return [...top, ...docs, 'src/sandbox/SPEC.md', 'test/conformance/README.md'].sort().map(readPage);
}

/** One page by its path from the root. */
export function readPage(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const prose = text.replace(FENCE, '');
  return {
    path,
    text,
    blocks: [...text.matchAll(FENCE)].map(toBlock),
    inlineCode: [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? ''),
    links: [...prose.replace(/`[^`\n]+`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? ''),
    anchors: [...prose.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? '')),
  };
}

/** The rows of a page's tables whose first cell is one word in backquotes: that word, and the other cells. */
export function rowsOf(
  text: string,
): readonly { readonly name: string; readonly cells: readonly string[] }[] {
  return [...text.matchAll(/^\| `([^`]+)` +\|(.*)\|$/gm)].map((match) => ({
    name: match[1] ?? '',
    cells: (match[2] ?? '').split(' | ').map((cell) => cell.trim()),
  }));
}

/** Links of a page that lead nowhere. Links to other hosts are not looked at. */
export function brokenLinks(page: Page): readonly string[] {
  return page.links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const path = file === '' ? page.path : relative(ROOT, join(ROOT, dirname(page.path), file));
    if (!existsSync(join(ROOT, path))) return true;
    return anchor !== undefined && !readPage(path).anchors.includes(anchor);
  });
}

/** A fence, with the comment before it if there is one; inside a list it is indented. */
const FENCE = /(?:<!-- ([^\n]*?) -->\n\n)?^( *)```(\w*)\n([\s\S]*?)^\2```$/gm;

function toBlock(match: RegExpMatchArray): CodeBlock {
  const [, label, indent = '', language = '', indented = ''] = match;
  const text = indented.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
  return label === undefined ? { language, text } : { language, text, label };
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

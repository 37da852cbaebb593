import { tmpdir } from 'node:os';
import { keyturn } from '../support/command.ts';
import type { Page } from './pages.ts';

/** Options of one command: whether each takes a value. Its arguments are there too, as `<file>`. */
type Options = ReadonlyMap<string, boolean>;

/** Every command of the built `keyturn`, by its words (`config check`; the program itself is the empty text). */
export type Commands = ReadonlyMap<string, Options>;

/** Asks the built command for the help of every command there is. */
export async function readCommands(): Promise<Commands> {
  const commands = new Map<string, Options>();
  const pending = [''];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const words = path.split(' ').filter((word) => word !== '');
    const { stdout } = await keyturn([...words, '--help'], { cwd: tmpdir() });
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <\w+>)?/gm)];
    const named = options.map((match) => [match[1] ?? '', match[2] !== undefined] as const);
    const args = sectionOf(stdout, 'Arguments').map((name) => [`<${name}>`, false] as const);
    commands.set(path, new Map([...args, ...named]));
    for (const name of sectionOf(stdout, 'Commands'))
      if (name !== 'help') pending.push([...words, name].join(' '));
  }
  return commands;
}

/** The first word of each entry in a section of a help text. */
function sectionOf(help: string, title: string): readonly string[] {
  const section = new RegExp(`\\n${title}:\\n([\\s\\S]*?)(?:\\n\\n|$)`).exec(help)?.[1] ?? '';
  return [...section.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1] ?? '');
}

/** Every `keyturn …` that a page shows: lines of its shell blocks, and words in backquotes. */
export function commandLinesOf(page: Page): readonly string[] {
  const shell = page.blocks
    .filter((block) => block.language === 'sh')
    .flatMap((block) => block.text.split('\n'));
  return [...shell.flatMap((line) => line.split('&&')), ...page.inlineCode]
    .map((line) => line.trim())
    .filter((line) => /^keyturn( |$)/.test(line));
}

/** What is wrong with a command line; undefined when `keyturn` would take it. */
export function faultOf(line: string, commands: Commands): string | undefined {
  const words = wordsOf(line).slice(1);
  let path = '';
  while (words[0] !== undefined && commands.has(`${path} ${words[0]}`.trim()))
    path = `${path} ${words.shift()}`.trim();
  const options = commands.get(path) ?? new Map<string, boolean>();
  let places = [...options.keys()].filter((name) => name.startsWith('<')).length;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith('-') && places > 0) {
      places -= 1;
      continue;
    }
    const takesValue = options.get(word);
    if (takesValue === undefined) return `keyturn ${path}: there is no ${word}`;
    if (takesValue) words.shift();
  }
  return undefined;
}

/** The words of a shell line up to a redirection or a pipe; quotes keep words together. */
function wordsOf(line: string): string[] {
  const command = line.replace(/\s[>|].*$/, '');
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

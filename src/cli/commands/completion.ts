import type { Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { completionTree } from '../completion/tree.ts';
import { zshScript } from '../completion/zsh.ts';
import { choiceOption } from '../options.ts';
import { SHELLS } from '../program/words.ts';
import type { Terminal } from '../terminal.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** `keyturn completion`: a script that makes a shell complete commands, options, their words and files. */
export async function completionCommand(
  shell: string,
  program: Command,
  terminal: Terminal,
): Promise<number> {
  const script = SCRIPTS[choiceOption('completion', shell, SHELLS)];
  terminal.out(script(program.name(), completionTree(program)));
  return 0;
}

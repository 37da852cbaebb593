import type { Command, Option } from 'commander';

/** What can stand behind an option or as an argument: one of some words, a path, or anything. */
export type ValueKind = readonly string[] | 'file' | 'folder' | 'text';

/** One option of a command, as shells need it. */
export interface CompletionOption {
  /** `--format`, and `-h` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Undefined for a switch. */
  readonly value?: ValueKind;
}

/** One command with what may follow it. */
export interface CompletionNode {
  /** The words that lead to it: none for the program itself. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly CompletionOption[];
  readonly argument?: ValueKind;
}

/** Every command of a program, from the same definitions that the help is made of. */
export function completionTree(command: Command, path: readonly string[] = []): readonly CompletionNode[] {
  const help = command.createHelp();
  const children = help.visibleCommands(command).filter((child) => child.name() !== 'help');
  const [argument] = command.registeredArguments;
  const own: CompletionNode = {
    path,
    commands: children.map((child) => ({ name: child.name(), description: firstPart(child.description()) })),
    options: help.visibleOptions(command).map(optionOf),
    ...(argument === undefined ? {} : { argument: argument.argChoices ?? kindOf(argument.name()) }),
  };
  return [own, ...children.flatMap((child) => completionTree(child, [...path, child.name()]))];
}

function optionOf(option: Option): CompletionOption {
  const { long, short, description, argChoices } = option;
  const value = argChoices ?? kindOf(/<(\w+)>/.exec(option.flags)?.[1] ?? '');
  return {
    names: [long, short].filter((name) => name !== undefined && name !== null),
    description: firstPart(description),
    ...(option.required || option.optional ? { value } : {}),
  };
}

/** The name between the brackets says what is meant: `<file>`, `<dir>`. */
function kindOf(placeholder: string): ValueKind {
  if (placeholder === 'file') return 'file';
  return placeholder === 'dir' ? 'folder' : 'text';
}

/** There is room for a few words beside a name. */
function firstPart(description: string): string {
  return description.split(/[;:]/)[0]?.trim() ?? '';
}

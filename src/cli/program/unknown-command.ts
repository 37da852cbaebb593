import type { Command } from 'commander';
import { suggest } from '../../config/suggest.ts';

/**
 * Refuses help for a command that does not exist. Errors: USAGE, by way of the command's own error.
 *
 * Commander shows the help of the program for `keyturn nonsense --help`, and ends with 0: a misspelt command in a
 * script would pass for one that worked.
 */
export function refuseHelpForUnknownCommands(program: Command): void {
  program.addHelpText('beforeAll', ({ command }) => {
    const names = command.commands.map((known) => known.name());
    const [word] = command.args.filter((arg) => !arg.startsWith('-') && arg !== 'help');
    if (word === undefined || names.length === 0 || names.includes(word)) return '';
    const near = suggest(word, names);
    const hint = near === undefined ? `The commands are: ${names.join(', ')}.` : `Did you mean ${near}?`;
    return command.error(`error: unknown command '${word}'. ${hint}`, { code: 'commander.unknownCommand' });
  });
}

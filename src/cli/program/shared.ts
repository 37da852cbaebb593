import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.ts';
import { FAIL_ON, RUN_FORMATS } from './words.ts';

/** Runs one command's code and keeps its exit code. */
export type Runner = (command: () => Promise<number>) => Promise<void>;

/** Adds commands to the program. Their code is loaded only when they run. */
export type Registration = (program: Command, terminal: Terminal, run: Runner) => void;

/** The examples under a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Options of commands that work with the ledger only. */
export function local(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file; default keyturn.yaml, if it exists')
    .option('--dotenv <file>', 'read environment variables from a file such as .env; real ones win')
    .option('--ledger <file>', 'ledger file; default one for each organization, in ~/.local/state/keyturn');
}

/** Options of commands that connect to AWS. */
export function common(command: Command): Command {
  return local(command)
    .option('--region <region>', 'AWS Region; default from the environment or profile')
    .option('--profile <name>', 'profile of the AWS configuration files, whatever the environment has')
    .option('--this-account', "only the caller's own account, without an organization")
    .option('--quiet', 'no progress; notices, warnings and errors are still shown');
}

/** Options of commands that can look at a part of what is in scope. */
export function narrowing(command: Command): Command {
  return command
    .addOption(several('--account <account>', 'only this account, by id or name; may be given several times'))
    .addOption(several('--user <user>', 'only this user, by name, glob or id; may be given several times'));
}

/** What `--new-ledger` does. */
export const NEW_LEDGER = 'begin a new ledger although there are secrets of another one';

/** Options of commands that show a run. */
export function reporting(command: Command): Command {
  return command
    .addOption(choice('--format <format>', 'how to print it', RUN_FORMATS).default('table'))
    .option('--report <file>', 'write the report as one HTML page')
    .option('--full-ids', 'show full access key ids')
    .addOption(
      several('--fail-on <what>', 'exit with 3 when a complete run finds this; may be given twice', FAIL_ON),
    );
}

/** Options of commands about one user. */
export function user(command: Command): Command {
  return command
    .requiredOption('--user <name>', 'user name or user id')
    .option('--account <id>', 'account id, when the name occurs in several')
    .option('--key <key>', 'access key id, or its last four characters');
}

/** An option that takes one of several words. The command itself checks the value, with a fix in its error. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(flags, description);
  option.argChoices = [...words];
  return option;
}

/** An option that may be given several times. */
export function several(flags: string, description: string, words?: readonly string[]): Option {
  const option = words === undefined ? new Option(flags, description) : choice(flags, description, words);
  return option.argParser((word: string, before: readonly string[] | undefined) => [...(before ?? []), word]);
}

import { Command, CommanderError } from 'commander';
import { VERSION } from '../domain/version.ts';
import { showError } from './show-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** The `keyturn` command: parses arguments, runs one command, and gives the exit code. Never throws. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const terminal = processTerminal(env);
  let exitCode = 0;
  const program = buildProgram(terminal, async (command) => {
    exitCode = await command();
  });
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    return showError(error, terminal);
  }
}

type Runner = (command: () => Promise<number>) => Promise<void>;

/** Every command with its options and examples. Their code is loaded only when they run. */
function buildProgram(terminal: Terminal, run: Runner): Command {
  const program = new Command('keyturn')
    .description(
      'Finds ageing IAM user access keys in every account of an AWS Organization, replaces them, and retires the old ones without cutting anybody off.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showHelpAfterError('Way out: see keyturn --help')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHasColors: () => false,
      outputError: (text, write) => write(`keyturn: USAGE: ${text.replace(/^error: /, '')}`),
    });
  program.addHelpText('after', PROGRAM_EXAMPLES);

  program
    .command('demo')
    .description('play 130 days of a simulated organization, without an AWS account')
    .option('--days <n>', 'days to play', '130')
    .option('--seed <n>', 'another seed gives another story', '1')
    .option('--out <dir>', 'folder for report.html', '.')
    .option('--no-story', 'only the summary')
    .addHelpText('after', examples('keyturn demo', 'keyturn demo --days 30 --seed 7 --out /tmp'))
    .action((options) =>
      run(async () => (await import('./commands/demo.ts')).demoCommand(options, terminal)),
    );

  common(program.command('plan').description('show what is due and why; writes nothing'))
    .option('--output <format>', 'table or json', 'table')
    .option('--report <file>', 'write the report as one HTML page')
    .option('--full-ids', 'show whole access key ids')
    .option('--now <time>', 'rehearse another day')
    .addHelpText(
      'after',
      examples(
        'keyturn plan',
        'keyturn plan --this-account --output json',
        'keyturn plan --now 2027-01-31 --report report.html',
      ),
    )
    .action((options) => run(async () => (await import('./commands/run.ts')).runCommand(options, terminal)));

  common(program.command('run').description('plan and act; a dry run unless --enforce is given'))
    .option('--enforce', 'change AWS: create, deactivate and delete keys as planned')
    .option('--output <format>', 'table or json', 'table')
    .option('--report <file>', 'write the report as one HTML page')
    .option('--full-ids', 'show whole access key ids')
    .option('--now <time>', 'rehearse another day; with --enforce only against this machine')
    .addHelpText(
      'after',
      examples(
        'keyturn run',
        'keyturn run --enforce',
        'keyturn run --enforce --report report.html --output json > run.json',
      ),
    )
    .action((options) => run(async () => (await import('./commands/run.ts')).runCommand(options, terminal)));

  user(common(program.command('undo').description('reactivate a key that Keyturn deactivated, and hold it')))
    .option('--for <length>', 'how long to hold it, for example 72h; without it until released')
    .option('--now <time>', 'in a rehearsal: the day it is')
    .addHelpText(
      'after',
      examples(
        'keyturn undo --user deploy',
        'keyturn undo --account 111122223333 --user deploy --key WXYZ --for 72h',
      ),
    )
    .action((options) =>
      run(async () => (await import('./commands/undo.ts')).undoCommand(options, terminal)),
    );

  user(
    local(
      program
        .command('resolve')
        .description('decide about a hold: which key stays, that it ends, or that it goes on'),
    ),
  )
    .option('--keep <key>', 'of two active keys, the one that stays')
    .option('--release', 'end the hold; the policy applies again from the next run on')
    .option('--extend <date>', 'leave the old key alone until then')
    .requiredOption('--reason <text>', 'why; kept in the ledger')
    .option('--by <name>', 'who decides; default: the user of this machine')
    .option('--now <time>', 'in a rehearsal: the day it is')
    .addHelpText(
      'after',
      examples(
        'keyturn resolve --user deploy --keep WXYZ --reason "confirmed with the team"',
        'keyturn resolve --user deploy --extend 2027-01-31 --reason "freeze"',
      ),
    )
    .action((options) =>
      run(async () => (await import('./commands/resolve.ts')).resolveCommand(options, terminal)),
    );

  local(
    program
      .command('status')
      .description("tell the life of one user's or one account's keys, from the ledger"),
  )
    .option('--user <name>', 'user name or user id')
    .option('--account <id>', 'account id')
    .option('--output <format>', 'table or json', 'table')
    .option('--full-ids', 'show whole access key ids')
    .addHelpText(
      'after',
      examples('keyturn status --user deploy', 'keyturn status --account 111122223333 --output json'),
    )
    .action((options) =>
      run(async () => (await import('./commands/status.ts')).statusCommand(options, terminal)),
    );

  const config = program
    .command('config')
    .description('check, document and start a configuration')
    .addHelpText('after', examples('keyturn config init', 'keyturn config check', 'keyturn config schema'))
    .helpOption('-h, --help', 'show help');
  config
    .command('check')
    .description('report every problem of the configuration, or the settings that hold')
    .option('--config <file>', 'configuration file')
    .option('--output <format>', 'text or json', 'text')
    .addHelpText(
      'after',
      examples('keyturn config check', 'keyturn config check --config staging.yaml --output json'),
    )
    .action((options) =>
      run(async () => (await import('./commands/config.ts')).checkCommand(options, terminal)),
    );
  config
    .command('schema')
    .description('print the JSON Schema of the configuration')
    .addHelpText('after', examples('keyturn config schema > keyturn.schema.json'))
    .action(() => run(async () => (await import('./commands/config.ts')).schemaCommand(terminal)));
  config
    .command('init')
    .description('write a commented starter file')
    .option('--out <file>', 'file to write, or - for the screen; default keyturn.yaml')
    .addHelpText('after', examples('keyturn config init', 'keyturn config init --out -'))
    .action((options) =>
      run(async () => (await import('./commands/config.ts')).initCommand(options, terminal)),
    );
  return program;
}

const PROGRAM_EXAMPLES = `
Examples:
  keyturn demo                      see a 130-day story, no AWS account needed
  keyturn config init               start a configuration
  keyturn plan                      see what is due, in every account
  keyturn run --enforce             do it

Exit codes: 0 complete; 1 bad usage or configuration; 2 something failed or was stopped, or coverage is incomplete.`;

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Options of commands that work with the ledger only. */
function local(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file; default keyturn.yaml, if it exists')
    .option('--ledger <file>', 'ledger file');
}

/** Options of commands that connect to AWS. */
function common(command: Command): Command {
  return local(command)
    .option('--region <region>', 'AWS Region; default from the environment or profile')
    .option('--this-account', "only the caller's own account, without an organization")
    .option('--quiet', 'no progress; notices, warnings and errors are still shown');
}

function user(command: Command): Command {
  return command
    .requiredOption('--user <name>', 'user name or user id')
    .option('--account <id>', 'account id, when the name occurs in several')
    .option('--key <key>', 'access key id, or its last four characters');
}

import { Argument } from 'commander';
import { choice, examples, type Registration } from './shared.ts';
import { SHELLS, TEXT_FORMATS } from './words.ts';

/** `config` and `completion`: what prepares a machine. */
export const registerConfiguration: Registration = (program, terminal, run) => {
  const config = program
    .command('config')
    .description('check, document and start a configuration')
    .addHelpText('after', examples('keyturn config init', 'keyturn config check', 'keyturn config schema'))
    .helpOption('-h, --help', 'show help');
  config
    .command('check')
    .description('report every problem of the configuration, or the effective settings')
    .option('--config <file>', 'configuration file')
    .option('--dotenv <file>', 'read environment variables from a file such as .env; real ones win')
    .addOption(choice('--format <format>', 'how to print it', TEXT_FORMATS).default('text'))
    .addHelpText(
      'after',
      examples('keyturn config check', 'keyturn config check --config staging.yaml --format json'),
    )
    .action((options) =>
      run(async () => (await import('../commands/config.ts')).checkCommand(options, terminal)),
    );
  config
    .command('schema')
    .description('print the JSON Schema of the configuration')
    .addHelpText('after', examples('keyturn config schema > keyturn.schema.json'))
    .action(() => run(async () => (await import('../commands/config.ts')).schemaCommand(terminal)));
  config
    .command('init')
    .description('write a commented starter file')
    .option('--out <file>', 'file to write, or - for the screen; default keyturn.yaml')
    .addHelpText('after', examples('keyturn config init', 'keyturn config init --out -'))
    .action((options) =>
      run(async () => (await import('../commands/config.ts')).initCommand(options, terminal)),
    );

  const shell = new Argument('<shell>', 'the shell');
  shell.argChoices = [...SHELLS];
  program
    .command('completion')
    .description('print a script that makes a shell complete commands, options and files')
    .addArgument(shell)
    .addHelpText(
      'after',
      examples(
        'source <(keyturn completion bash)',
        'keyturn completion zsh > ~/.zfunc/_keyturn',
        'keyturn completion fish | source',
      ),
    )
    .action((name) =>
      run(async () => (await import('../commands/completion.ts')).completionCommand(name, program, terminal)),
    );
};

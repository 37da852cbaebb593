import { choice, common, examples, local, type Registration, reporting } from './shared.ts';
import { TABLE_FORMATS } from './words.ts';

/** `status`, `report`, `ledger`: what the ledger knows. */
export const registerRecords: Registration = (program, terminal, run) => {
  local(
    program
      .command('status')
      .description("show the history of one user's or one account's keys, from the ledger"),
  )
    .option('--user <name>', 'user name or user id')
    .option('--account <id>', 'account id')
    .addOption(choice('--format <format>', 'how to print it', TABLE_FORMATS).default('table'))
    .option('--full-ids', 'show full access key ids')
    .addHelpText(
      'after',
      examples('keyturn status --user deploy', 'keyturn status --account 111122223333 --format json'),
    )
    .action((options) =>
      run(async () => (await import('../commands/status.ts')).statusCommand(options, terminal)),
    );

  reporting(
    local(
      program
        .command('report')
        .description('show the latest enforcing run again, from the ledger, without a call to AWS'),
    ),
  )
    .option('--region <region>', 'Region of the Security Hub that takes the findings, for asff')
    .addHelpText(
      'after',
      examples('keyturn report --report report.html', 'keyturn report --format csv > keys.csv'),
    )
    .action((options) =>
      run(async () => (await import('../commands/report.ts')).reportCommand(options, terminal)),
    );

  const ledger = program
    .command('ledger')
    .description('export the ledger, or start a new one after it was lost')
    .addHelpText('after', examples('keyturn ledger export --out ledger.jsonl', 'keyturn ledger rebuild'))
    .helpOption('-h, --help', 'show help');
  local(ledger.command('export').description('everything in it, one JSON document a line; holds no secrets'))
    .option('--out <file>', 'file to write, or - for the screen', '-')
    .addHelpText('after', examples('keyturn ledger export --out ledger.jsonl'))
    .action((options) =>
      run(async () => (await import('../commands/ledger.ts')).exportCommand(options, terminal)),
    );
  common(
    ledger
      .command('rebuild')
      .description(
        'find the secrets that a lost ledger wrote, and with --from and --enforce take them over; every notice and recovery time starts again',
      ),
  )
    .option('--from <ledger>', 'id of the lost ledger, as the search shows it')
    .option('--enforce', 'take them over')
    .addOption(choice('--format <format>', 'how to print it', TABLE_FORMATS).default('table'))
    .option('--full-ids', 'show full access key ids')
    .option('--now <time>', 'in a rehearsal: the day it is')
    .addHelpText(
      'after',
      examples('keyturn ledger rebuild', 'keyturn ledger rebuild --from 4f0c2e7a90b1d2c3e4f5 --enforce'),
    )
    .action((options) =>
      run(async () => (await import('../commands/ledger.ts')).rebuildCommand(options, terminal)),
    );
};

import type { Option } from 'commander';
import {
  choice,
  common,
  examples,
  NEW_LEDGER,
  narrowing,
  type Registration,
  reporting,
  user,
} from './shared.ts';
import { TABLE_FORMATS } from './words.ts';

/** Whose keys are read. */
function readOption(): Option {
  const what = 'whose keys to read: of users who may have something due, or of everybody';
  return choice('--read <who>', what, ['as-needed', 'all']).default('as-needed');
}

/** `plan`, `run`, `apply`, `show`, `force`, `forecast`: what looks at accounts, and may change them. */
export const registerRuns: Registration = (program, terminal, run) => {
  reporting(
    narrowing(common(program.command('plan').description('show what is due and why; writes nothing'))),
  )
    .option('--save <file>', 'save the plan for `keyturn apply`')
    .addOption(readOption())
    .option('--now <time>', 'rehearse another day')
    .addHelpText(
      'after',
      examples(
        'keyturn plan',
        'keyturn plan --save plan.json',
        'keyturn plan --this-account --format json',
        "keyturn plan --account shop --user 'deploy-*'",
        'keyturn plan --now 2027-01-31 --report report.html',
      ),
    )
    .action((options) => run(async () => (await import('../commands/run.ts')).runCommand(options, terminal)));

  reporting(
    narrowing(
      common(program.command('run').description('plan and act; a dry run unless --enforce is given')),
    ),
  )
    .option('--enforce', 'change AWS: create, deactivate and delete keys as planned')
    .option('--new-ledger', NEW_LEDGER)
    .addOption(readOption())
    .option('--now <time>', 'rehearse another day; with --enforce only against this machine')
    .addHelpText(
      'after',
      examples(
        'keyturn run',
        'keyturn run --enforce',
        'keyturn run --profile security --account 111122223333 --enforce',
        'keyturn run --enforce --report report.html --format json > run.json',
      ),
    )
    .action((options) => run(async () => (await import('../commands/run.ts')).runCommand(options, terminal)));

  reporting(
    common(
      program
        .command('apply')
        .argument('<file>', 'a plan that keyturn plan --save has written')
        .description('plan again, and do only what is in both plans; a dry run unless --enforce is given'),
    ),
  )
    .option('--enforce', 'change AWS')
    .option('--new-ledger', NEW_LEDGER)
    .option('--now <time>', 'rehearse another day; with --enforce only against this machine')
    .addHelpText('after', examples('keyturn apply plan.json', 'keyturn apply plan.json --enforce'))
    .action((file, options) =>
      run(async () => (await import('../commands/apply.ts')).applyCommand(file, options, terminal)),
    );

  program
    .command('show')
    .argument('<file>', 'a plan that keyturn plan --save has written')
    .description('show a saved plan for review, without a call to AWS')
    .addOption(choice('--format <format>', 'how to print it', TABLE_FORMATS).default('table'))
    .option('--full-ids', 'show full access key ids')
    .addHelpText('after', examples('keyturn show plan.json', 'keyturn show plan.json --format json'))
    .action((file, options) =>
      run(async () => (await import('../commands/show.ts')).showCommand(file, options, terminal)),
    );

  reporting(
    user(
      common(
        program
          .command('force')
          .description("replace one user's keys now, at any age; without --enforce only shows it"),
      ),
    ),
  )
    .requiredOption('--reason <text>', 'why; kept in the ledger')
    .option('--enforce', 'change AWS')
    .option('--new-ledger', NEW_LEDGER)
    .option('--now <time>', 'rehearse another day; with --enforce only against this machine')
    .addHelpText(
      'after',
      examples(
        'keyturn force --account 111122223333 --user deploy --reason "laptop lost"',
        'keyturn force --account 111122223333 --user deploy --key WXYZ --reason "laptop lost" --enforce',
      ),
    )
    .action((options) =>
      run(async () => (await import('../commands/force.ts')).forceCommand(options, terminal)),
    );

  narrowing(
    common(program.command('forecast').description('show what the coming days will bring; writes nothing')),
  )
    .option('--days <n>', 'how many days', '90')
    .addOption(choice('--format <format>', 'how to print it', TABLE_FORMATS).default('table'))
    .option('--report <file>', 'write the timeline as one HTML page')
    .option('--full-ids', 'show full access key ids')
    .option('--assume-notices', 'as if a channel reached every owner, whatever is configured')
    .option('--now <time>', 'begin on another day')
    .addHelpText('after', examples('keyturn forecast', 'keyturn forecast --days 120 --report forecast.html'))
    .action((options) =>
      run(async () => (await import('../commands/forecast.ts')).forecastCommand(options, terminal)),
    );
};

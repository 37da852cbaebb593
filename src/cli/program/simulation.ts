import { choice, examples, type Registration } from './shared.ts';
import { TEXT_FORMATS } from './words.ts';

/** `demo` and `sandbox`: a simulated AWS, to see and to try things on. */
export const registerSimulation: Registration = (program, terminal, run) => {
  program
    .command('demo')
    .description('play 130 days of a simulated organization, without an AWS account')
    .option('--days <n>', 'days to play', '130')
    .option('--seed <n>', 'another seed gives another story', '1')
    .option('--out <dir>', 'folder for report.html', '.')
    .option('--no-story', 'only the summary')
    .addHelpText('after', examples('keyturn demo', 'keyturn demo --days 30 --seed 7 --out /tmp'))
    .action((options) =>
      run(async () => (await import('../commands/demo.ts')).demoCommand(options, terminal)),
    );

  const sandbox = program
    .command('sandbox')
    .description('a simulated AWS organization to try things on')
    .addHelpText('after', examples('keyturn sandbox serve', 'keyturn sandbox serve --organization demo'))
    .helpOption('-h, --help', 'show help');
  sandbox
    .command('serve')
    .description('serve it on 127.0.0.1, for keyturn, the aws CLI and any SDK, until Ctrl-C')
    .option('--port <n>', 'port; 0 for any free one', '4577')
    .option('--organization <name>', 'small, demo, or a JSON file; default small')
    .option('--accounts <n>', 'instead: generate so many accounts')
    .option('--users <n>', '... with so many users each')
    .option('--due <n>', '... of whom so many have a key that is due')
    .option('--seed <n>', 'another seed gives other ids and ages', '1')
    .option('--latency <ms>', 'real delay of each answer', '0')
    .option('--rate <n>', 'calls a second for each account and service, before throttling')
    .option('--page-size <n>', 'most items on a page', '4')
    .option('--propagation <ms>', 'how long a new key takes to work everywhere', '8000')
    .addOption(
      choice('--faults <switch>', 'throttling, errors and lost answers, now and then', ['on', 'off']).default(
        'off',
      ),
    )
    .option('--start <time>', 'begin the simulation at another time than now')
    .option('--frozen-clock', 'the simulated clock moves only when it is told to')
    .option('--for <length>', 'stop by itself, for example after 30m')
    .addOption(choice('--format <format>', 'what is said at the start', TEXT_FORMATS).default('text'))
    .addHelpText(
      'after',
      examples(
        'keyturn sandbox serve --organization demo --for 1h',
        'keyturn sandbox serve --port 0 --format json --accounts 20 --users 50 --due 80',
      ),
    )
    .action((options) =>
      run(async () => (await import('../commands/sandbox.ts')).serveCommand(options, terminal)),
    );
};

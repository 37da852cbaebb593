import { common, examples, local, type Registration, user } from './shared.ts';

/** `undo` and `resolve`: what people decide about one user's keys. */
export const registerOrders: Registration = (program, terminal, run) => {
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
      run(async () => (await import('../commands/undo.ts')).undoCommand(options, terminal)),
    );

  user(
    local(
      program
        .command('resolve')
        .description('decide about a hold: which key stays, that the hold ends, or that it lasts longer'),
    ),
  )
    .option('--keep <key>', 'of two active keys, the one that stays')
    .option(
      '--owner-has-secret',
      'with --keep of a key that Keyturn made and never handed out: confirm that its owner has it',
    )
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
      run(async () => (await import('../commands/resolve.ts')).resolveCommand(options, terminal)),
    );
};

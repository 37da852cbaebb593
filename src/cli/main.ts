import { Command, CommanderError } from 'commander';
import { VERSION } from '../domain/version.ts';
import { showLostOutput } from './lost-output.ts';
import { registerConfiguration } from './program/configuration.ts';
import { registerOrders } from './program/orders.ts';
import { registerRecords } from './program/records.ts';
import { registerRuns } from './program/runs.ts';
import type { Runner } from './program/shared.ts';
import { registerSimulation } from './program/simulation.ts';
import { refuseHelpForUnknownCommands } from './program/unknown-command.ts';
import { showError } from './show-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** The `keyturn` command: parses arguments, runs one command, and gives the exit code. Never throws. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const terminal = processTerminal(env);
  const exitCode = await exitCodeOf(argv, terminal);
  // What was printed has to have arrived before the exit code may say that all is well.
  const lost = await terminal.taken();
  if (lost === undefined) return exitCode;
  showLostOutput(lost, terminal);
  return exitCode === 1 ? 1 : 2;
}

async function exitCodeOf(argv: readonly string[], terminal: Terminal): Promise<number> {
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

/** Every command with its options and examples. Their code is loaded only when they run. */
function buildProgram(terminal: Terminal, run: Runner): Command {
  const program = new Command('keyturn')
    .description(
      'Finds ageing IAM user access keys in every account of an AWS Organization, replaces them, and retires the old ones without cutting anybody off.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showHelpAfterError('Fix: see keyturn --help')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHasColors: () => false,
      outputError: (text, write) => write(`keyturn: USAGE: ${text.replace(/^error: /, '')}`),
    });
  program.addHelpText('after', PROGRAM_EXAMPLES);
  refuseHelpForUnknownCommands(program);
  for (const register of REGISTRATIONS) register(program, terminal, run);
  return program;
}

/** In the order in which help lists them. */
const REGISTRATIONS = [
  registerSimulation,
  registerRuns,
  registerOrders,
  registerRecords,
  registerConfiguration,
];

const PROGRAM_EXAMPLES = `
Examples:
  keyturn demo                      see a 130-day story, no AWS account needed
  keyturn config init               start a configuration
  keyturn plan                      see what is due, in every account
  keyturn run --enforce             do it

Exit codes: 0 complete; 1 bad usage or configuration; 2 something failed or was stopped, or coverage is incomplete;
3 complete, and --fail-on names what was found.`;

import { readFile } from 'node:fs/promises';
import { machineClock } from '../app/clocks.ts';
import { type ConnectOptions, connect } from '../app/connect.ts';
import type { RunParts } from '../app/run/parts.ts';
import {
  CONFIG_VARIABLE,
  DEFAULT_FILES,
  isConfigProblems,
  loadSettings,
  parseDotEnv,
} from '../config/index.ts';
import { isKeyturnError, KeyturnError } from '../domain/errors.ts';
import type { Settings } from '../domain/settings.ts';
import { assertApart, ledgerFiles, type NamedFile } from './apart.ts';
import { assertNoLink } from './files.ts';
import { terminalHost } from './host.ts';
import { instantOption, regionOption, usage } from './options.ts';
import { useProfile } from './profile.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command with a connection has. */
export interface CommonOptions {
  readonly config?: string;
  readonly dotenv?: string;
  readonly ledger?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly thisAccount?: boolean;
  readonly now?: string;
  readonly quiet?: boolean;
  readonly enforce?: boolean;
  readonly newLedger?: boolean;
  /** The plan that is applied. */
  readonly plan?: string;
  /** Files that a command writes. */
  readonly report?: string;
  readonly save?: string;
  readonly out?: string;
}

/** The settings of a command: defaults, file, environment, and last the options of the command line. */
export async function settingsFor(options: CommonOptions, terminal: Terminal): Promise<Settings> {
  const file = options.config === undefined ? {} : { file: options.config };
  // Options are read as the variables they stand for, so that they pass the same checks as everything else.
  const env = {
    ...(await environmentOf(options, terminal)),
    ...(options.ledger === undefined ? {} : { KEYTURN_LEDGER: options.ledger }),
    ...(options.thisAccount ? { KEYTURN_MODE: 'this-account' } : {}),
  };
  const loaded = await loadSettings({
    ...file,
    env,
    readFile: (path) => readFile(path, 'utf8'),
    now: machineClock().now(),
  });
  if (options.quiet !== true)
    for (const advice of loaded.advice) terminal.err(`${terminal.paintErr.yellow('!')} ${advice}\n`);
  if (options.enforce === true && loaded.dryRun === true) {
    throw usage(
      'DRY_RUN_FLAG says dry run, and --enforce says to change AWS.',
      'Leave out --enforce, or set DRY_RUN_FLAG=false: which of the two is meant must not be guessed.',
    );
  }
  return loaded.settings;
}

/** The environment of the process; what a file such as `.env` sets stands where the process sets nothing. */
export async function environmentOf(
  options: Pick<CommonOptions, 'dotenv'>,
  terminal: Terminal,
): Promise<NodeJS.ProcessEnv> {
  const { dotenv } = options;
  if (dotenv === undefined) return terminal.env;
  try {
    return { ...parseDotEnv(await readFile(dotenv, 'utf8'), dotenv), ...terminal.env };
  } catch (error) {
    if (isKeyturnError(error) || isConfigProblems(error)) throw error;
    throw new KeyturnError({
      code: 'CONFIG_UNREADABLE',
      message: `The file ${dotenv} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'error'}).`,
      next: 'Give the path of a file with lines such as KEYTURN_ROTATE_AFTER=60d.',
      cause: error,
    });
  }
}

/** Connects a command to AWS and the ledger. */
export async function partsFor(
  options: CommonOptions,
  terminal: Terminal,
  enforce: boolean,
  more: Pick<ConnectOptions, 'ledgerMustExist' | 'stop'> = {},
): Promise<RunParts> {
  const settings = await settingsFor(options, terminal);
  if (options.profile !== undefined) await useProfile(options.profile, terminal.env);
  if (enforce && options.now !== undefined && options.ledger === undefined) {
    throw usage(
      'A rehearsal (--now) writes invented dates, and needs a ledger of its own.',
      'Name one with --ledger, for example --ledger rehearsal.sqlite.',
    );
  }
  return await connect({
    settings,
    env: terminal.env,
    cwd: process.cwd(),
    checkLedger: async (ledger) => await checkFiles(options, { settings, terminal, ledger }),
    ...(options.newLedger === undefined ? {} : { newLedger: options.newLedger }),
    host: terminalHost(terminal, { quiet: options.quiet === true }),
    enforce,
    ...more,
    ...(options.region === undefined ? {} : { region: regionOption(options.region) }),
    ...(options.now === undefined ? {} : { now: instantOption('--now', options.now) }),
  });
}

/** Refuses outputs that would destroy the ledger, one another, or what the command reads. Errors: USAGE. */
export async function checkFiles(
  options: CommonOptions,
  given: { readonly settings: Settings; readonly terminal: Terminal; readonly ledger: string },
): Promise<void> {
  const { settings, terminal, ledger } = given;
  const { env } = terminal;
  const written = [
    ...named('--report', options.report),
    ...named('--save', options.save),
    ...named('--out', options.out === '-' ? undefined : options.out),
    ...named('notify.file', settings.notify.file),
  ];
  const config = options.config ?? env[CONFIG_VARIABLE];
  const needed = [
    ...ledgerFiles(ledger),
    ...(config === undefined ? DEFAULT_FILES : [config]).flatMap((file) => named('the configuration', file)),
    ...named('--dotenv', options.dotenv),
    ...named('the plan', options.plan),
  ];
  await assertApart(written, needed);
  if (settings.notify.file !== undefined) await assertNoLink('notify.file', settings.notify.file);
}

function named(name: string, path: string | undefined): readonly NamedFile[] {
  return path === undefined || path === '' ? [] : [{ name, path }];
}

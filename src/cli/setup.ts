import { readFile } from 'node:fs/promises';
import { connect } from '../app/connect.ts';
import type { RunParts } from '../app/run.ts';
import { loadSettings } from '../config/index.ts';
import type { Settings } from '../config/settings.ts';
import { terminalHost } from './host.ts';
import { instantOption } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command with a connection has. */
export interface CommonOptions {
  readonly config?: string;
  readonly ledger?: string;
  readonly region?: string;
  readonly thisAccount?: boolean;
  readonly now?: string;
  readonly quiet?: boolean;
}

/** The settings of a command: defaults, file, environment, and last the options of the command line. */
export async function settingsFor(options: CommonOptions, terminal: Terminal): Promise<Settings> {
  const file = options.config === undefined ? {} : { file: options.config };
  const read = (path: string): Promise<string> => readFile(path, 'utf8');
  const { settings } = await loadSettings({ ...file, env: terminal.env, readFile: read });
  return {
    ...settings,
    ...(options.ledger === undefined ? {} : { ledger: { path: options.ledger } }),
    ...(options.thisAccount
      ? { organization: { ...settings.organization, mode: 'this-account' as const } }
      : {}),
  };
}

/** Connects a command to AWS and the ledger. */
export async function partsFor(
  options: CommonOptions,
  terminal: Terminal,
  enforce: boolean,
  ledgerMustExist = false,
): Promise<RunParts> {
  const settings = await settingsFor(options, terminal);
  return await connect({
    settings,
    host: terminalHost(terminal, { quiet: options.quiet === true }),
    enforce,
    ledgerMustExist,
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.now === undefined ? {} : { now: instantOption('--now', options.now) }),
  });
}

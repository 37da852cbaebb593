import { readFile } from 'node:fs/promises';
import { channelsOf, reachOwners } from '../../app/channels.ts';
import { machineClock } from '../../app/clocks.ts';
import { untoldOwners } from '../../app/untold-owners.ts';
import {
  DEFAULT_FILE,
  describeSettings,
  initDocument,
  isConfigProblems,
  jsonSchema,
  loadSettings,
} from '../../config/index.ts';
import { KeyturnError } from '../../domain/errors.ts';
import { untoldText } from '../../messages/untold-text.ts';
import { assertWritable, exists, writeOutput } from '../files.ts';
import { terminalHost } from '../host.ts';
import { choiceOption } from '../options.ts';
import { type CommonOptions, environmentOf } from '../setup.ts';
import { document } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** `keyturn config check`: every problem of the configuration at once, or the effective settings. */
export async function checkCommand(
  options: CommonOptions & { readonly format: string },
  terminal: Terminal,
): Promise<number> {
  const output = choiceOption('--format', options.format, ['text', 'json']);
  const file = options.config === undefined ? {} : { file: options.config };
  try {
    const loaded = await loadSettings({
      ...file,
      env: await environmentOf(options, terminal),
      now: machineClock().now(),
      readFile: (path) => readFile(path, 'utf8'),
    });
    const settings = describeSettings(loaded.settings);
    const channels = channelsOf(loaded.settings, terminalHost(terminal, { quiet: true }), false);
    const untold = untoldOwners(loaded.settings, reachOwners(channels));
    if (output === 'json') {
      terminal.out(
        document({
          schema: 'keyturn/config-check/v1',
          valid: true,
          problems: [],
          advice: loaded.advice,
          ...(untold === undefined ? {} : { untold }),
          settings,
        }),
      );
      return 0;
    }
    for (const advice of loaded.advice) terminal.err(`${terminal.paintErr.yellow('!')} ${advice}\n`);
    if (untold !== undefined) terminal.err(`${terminal.paintErr.yellow('!')} ${untoldText(untold)}\n`);
    terminal.err(`${terminal.paintErr.green('✓')} The configuration is valid. Effective settings:\n`);
    terminal.out(document(settings));
    return 0;
  } catch (error) {
    if (output !== 'json' || !isConfigProblems(error)) throw error;
    terminal.out(document({ schema: 'keyturn/config-check/v1', valid: false, problems: error.problems }));
    return 1;
  }
}

/** `keyturn config schema`: the JSON Schema of the configuration, for editors. */
export async function schemaCommand(terminal: Terminal): Promise<number> {
  terminal.out(document(jsonSchema()));
  return 0;
}

/** `keyturn config init`: writes a commented starter file, never over an existing one. */
export async function initCommand(options: { readonly out?: string }, terminal: Terminal): Promise<number> {
  const path = options.out ?? DEFAULT_FILE;
  if (path === '-') {
    terminal.out(initDocument());
    return 0;
  }
  if (await exists(path)) {
    throw new KeyturnError({
      code: 'CONFIG_EXISTS',
      message: `${path} exists already; it is left as it is.`,
      next: 'Name another file with --out, or print the document with --out -.',
    });
  }
  await assertWritable(path);
  await writeOutput(path, initDocument());
  terminal.err(
    `${terminal.paintErr.green('✓')} Wrote ${path}. Next: keyturn config check, then keyturn plan.\n`,
  );
  return 0;
}

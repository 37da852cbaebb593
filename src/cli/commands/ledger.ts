import { type FoundSecret, type RebuildResult, rebuildLedger } from '../../app/rebuild.ts';
import { maskKeyId } from '../../domain/ids.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { coverageText } from '../../report/coverage-text.ts';
import { oneLine } from '../../report/line-text.ts';
import { assertWritable, writeOutput } from '../files.ts';
import { openLocalLedger } from '../local-ledger.ts';
import { choiceOption, usage } from '../options.ts';
import { type CommonOptions, partsFor } from '../setup.ts';
import { document } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

/** `keyturn ledger export`: every record of the ledger, one JSON document a line. */
export async function exportCommand(
  options: CommonOptions & { readonly out: string },
  terminal: Terminal,
): Promise<number> {
  if (options.out !== '-') await assertWritable(options.out);
  const { ledger } = await openLocalLedger(options, terminal, 'read');
  try {
    if (options.out === '-') await print(exportLines(ledger), terminal);
    else await writeOutput(options.out, exportLines(ledger));
    return 0;
  } finally {
    await ledger.close();
  }
}

/** Prints as fast as the reader takes it, and no further when nobody does any more. */
async function print(lines: AsyncIterable<string>, terminal: Terminal): Promise<void> {
  let waiting = 0;
  for await (const line of lines) {
    terminal.out(line);
    waiting += line.length;
    if (waiting < PRINTED_AT_ONCE) continue;
    if ((await terminal.taken()) !== undefined) return;
    waiting = 0;
  }
}

/** How many characters may wait for a slow reader. */
const PRINTED_AT_ONCE = 1_000_000;

async function* exportLines(ledger: Ledger): AsyncIterable<string> {
  yield `${JSON.stringify({ schema: 'keyturn/ledger/v1', ledgerId: ledger.id, kind: ledger.kind })}\n`;
  for await (const { table, record } of ledger.everything()) yield `${JSON.stringify({ table, record })}\n`;
}

/** Options of `ledger rebuild`. */
export interface RebuildOptions extends CommonOptions {
  readonly from?: string;
  readonly enforce?: boolean;
  readonly format: string;
  readonly fullIds?: boolean;
}

/** `keyturn ledger rebuild`: finds the secrets of a lost ledger, and takes them over. */
export async function rebuildCommand(options: RebuildOptions, terminal: Terminal): Promise<number> {
  const format = choiceOption('--format', options.format, ['table', 'json']);
  const { from, enforce = false } = options;
  if (enforce && from === undefined) {
    throw usage(
      'ledger rebuild --enforce needs --from: only the secrets of one named ledger are taken over.',
      'See which there are with: keyturn ledger rebuild',
    );
  }
  const parts = await partsFor(options, terminal, enforce);
  try {
    const result = await rebuildLedger(parts, { enforce, ...(from === undefined ? {} : { from }) });
    const fullIds = options.fullIds === true;
    if (format === 'json')
      terminal.out(document(rebuildJson(result, { fullIds, ledgerId: parts.ledger.id })));
    else terminal.out(rebuildText(result, { fullIds, enforce, terminal }));
    const none = from !== undefined && !result.secrets.some((secret) => secret.ledgerId === from);
    if (none)
      terminal.err(
        `No secret of ledger ${oneLine(from)} was found; give the full id, as the search shows it.\n`,
      );
    return result.complete && !none ? 0 : 2;
  } finally {
    await parts.ledger.close();
  }
}

function rebuildJson(
  result: RebuildResult,
  options: { readonly fullIds: boolean; readonly ledgerId: string },
): unknown {
  const id = (keyId: string | undefined): string | undefined =>
    keyId === undefined || options.fullIds ? keyId : maskKeyId(keyId);
  const secrets = result.secrets.map((secret) => ({
    ...secret,
    currentKey: id(secret.currentKey),
    replacedKey: id(secret.replacedKey),
  }));
  return { schema: 'keyturn/rebuild/v1', ...result, secrets, ledgerId: options.ledgerId };
}

function rebuildText(
  result: RebuildResult,
  options: { readonly fullIds: boolean; readonly enforce: boolean; readonly terminal: Terminal },
): string {
  const { terminal, enforce } = options;
  const lines = result.secrets.map((secret) => secretLine(secret, options));
  const ids = [...new Set(result.secrets.map((secret) => secret.ledgerId))];
  const taken = result.secrets.filter((secret) => secret.takenOver).length;
  const end =
    ids.length === 0
      ? 'No secret of another ledger was found.'
      : enforce
        ? `${taken} of ${result.secrets.length} secrets were taken over. Notices, grace periods and recovery times start again.`
        : `Found ${result.secrets.length} secrets of ${ids.length === 1 ? 'ledger' : 'ledgers'} ${ids.join(', ')}. If that ledger is lost: keyturn ledger rebuild --from ${ids[0]} --enforce`;
  const stopped = result.stopped === undefined ? [] : [`Nothing was changed: ${result.stopped}`];
  const coverage = coverageText(result.coverage, { painter: terminal.paintOut, width: terminal.width });
  return `${[...lines, '', end, ...stopped, coverage].join('\n').trimStart()}\n`;
}

function secretLine(secret: FoundSecret, options: { readonly fullIds: boolean }): string {
  const id = (keyId: string): string => (options.fullIds ? keyId : maskKeyId(keyId));
  const keys =
    secret.currentKey === undefined
      ? 'its current version is not an active key of the user'
      : `hands out ${id(secret.currentKey)}${secret.replacedKey === undefined ? '' : `, which replaced ${id(secret.replacedKey)}`}`;
  const done = secret.takenOver ? 'taken over' : `of ledger ${secret.ledgerId}`;
  return oneLine(`${secret.accountName} (${secret.accountId})  ${secret.userName}  ${done}: ${keys}`);
}

import { machineClock, randomIds, shiftTo } from '../app/clocks.ts';
import { existingLedger } from '../app/ledger-place.ts';
import { openLedger } from '../app/open-ledger.ts';
import { tellOfLedger } from '../app/tell-of-ledger.ts';
import type { Settings } from '../domain/settings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Reports } from '../ports/reports.ts';
import { terminalHost } from './host.ts';
import { instantOption } from './options.ts';
import { type CommonOptions, checkFiles, settingsFor } from './setup.ts';
import type { Terminal } from './terminal.ts';

/** A ledger that exists, for a command that asks nobody else. */
export interface LocalLedger {
  readonly ledger: Ledger;
  readonly reports: Reports;
  readonly path: string;
  readonly settings: Settings;
  readonly ids: Ids;
  readonly clock: Clock;
}

/**
 * Opens the ledger that the settings name, else the only one there is, and says which it is.
 *
 * Errors: LEDGER_NOT_FOUND, LEDGER_AMBIGUOUS, LEDGER_NO_PLACE, LEDGER_*, and USAGE when an output would destroy it.
 */
export async function openLocalLedger(
  options: CommonOptions,
  terminal: Terminal,
  access: 'read' | 'write',
): Promise<LocalLedger> {
  const settings = await settingsFor(options, terminal);
  const rehearsal = options.now === undefined ? undefined : instantOption('--now', options.now);
  const place = existingLedger(settings, { env: terminal.env, cwd: process.cwd() });
  await checkFiles(options, { settings, terminal, ledger: place.path });
  const ids = randomIds();
  const kind = rehearsal === undefined ? 'real' : 'rehearsal';
  const { ledger, reports } = await openLedger({
    path: place.path,
    kind: access === 'read' ? 'any' : kind,
    newId: ids.next(),
    access,
    mustExist: true,
    host: terminalHost(terminal, { quiet: false }),
  });
  const host = terminalHost(terminal, { quiet: options.quiet === true || place.named });
  tellOfLedger(host, place, { isNew: false, enforce: false });
  const clock = machineClock(rehearsal === undefined ? 0 : shiftTo(rehearsal));
  return { ledger, reports, path: place.path, settings, ids, clock };
}
